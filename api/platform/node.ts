import { join } from 'node:path'
import type pg from 'pg'
import { openPool } from '#db/node.ts'
import { nodeBatcher } from './batcher-node.ts'
import { memoryCache } from './cache-memory.ts'
import type { Config } from './config.ts'
import { deferredWork } from './deferred.ts'
import type { ConfigWithKeys } from './demo-keys.ts'
import { diskFiles } from './files-disk.ts'
import { s3Files } from './files-s3.ts'
import { nodeGzip } from './gzip-node.ts'
import { nodeHasher } from './hasher-node.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { lineWriter } from './line-writer.ts'
import { jsonLog } from './log.ts'
import { httpMail } from './mail-http.ts'
import { logMail } from './mail-log.ts'
import { noMail } from './mail-message.ts'
import { smtpMail } from './mail-smtp.ts'
import { memo } from './memo.ts'
import { nodeMetrics } from './metrics-node.ts'
import type { Clock, Mail, Platform } from './platform.ts'
import { type VerifyQstash, verifyQstash } from './qstash-signature.ts'
import { type PollQueue, pollQueue } from './queue-poll.ts'
import { qstashQueue } from './queue-qstash.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { overRedis, overUpstash } from './shared-node.ts'
import { nodeSheets } from './sheets-node.ts'
import { aesVault } from './vault.ts'

export type NodePlatform = Platform & {
  /** The sockets of this process; `realtime` publishes to them and to the other processes. */
  rooms: Rooms
  /** The poller listens here; `queue` wakes it unless QStash wakes the jobs. */
  pollQueue: PollQueue
  pool: pg.Pool
  /** Absent without a configured QStash: its door is then closed. */
  verifyQstash: VerifyQstash | undefined
  /** Closes the sockets, waits for deferred work, closes every connection. */
  drain(): Promise<void>
}

/** Once per process. The configuration alone decides which engine is behind each port. */
export function nodePlatform(
  config: ConfigWithKeys,
  options: { databaseUrl: string; write?: (line: string) => void },
): NodePlatform {
  const clock: Clock = { now: () => new Date() }
  const lines = lineWriter((text) => void process.stdout.write(text))
  const write = options.write ?? lines.line
  const log = jsonLog({ write, clock, level: config.logLevel, release: config.release })

  const openDatabase = (url: string, applicationName: string) =>
    openPool(url, {
      max: config.databasePool,
      applicationName,
      onError: (error) => log.error('database.connection_lost', {}, error),
    })
  const main = openDatabase(options.databaseUrl, 'maru')
  const replica = config.database?.replicaUrl
    ? openDatabase(config.database.replicaUrl, 'maru-replica')
    : undefined

  const metrics = nodeMetrics({
    pool: main.pool,
    ofProcess: true,
    onMistake: (error) => log.error('metric.unknown', {}, error),
  })
  const base = { clock, log, metrics }
  const shared = config.redis
    ? overRedis(config.redis.url, base)
    : config.upstash && overUpstash(config.upstash, base)
  const { cache, limiter, rooms } = shared ?? {
    cache: memoryCache(clock),
    limiter: memoryLimiter(clock),
    rooms: wsRooms(),
  }
  const polled = pollQueue()
  const hasher = nodeHasher()
  const sheets = nodeSheets()
  const work = deferredWork((cause) => log.error('deferred.failed', {}, cause))

  let drained: Promise<void> | undefined
  async function drainOnce() {
    rooms.closeAll()
    await work.settled()
    await hasher.close()
    await sheets.close()
    await shared?.close()
    await Promise.all([main.close(), replica?.close()])
    lines.flush()
  }

  return {
    db: main.db,
    replica: replica?.db ?? main.db,
    pool: main.pool,
    cache,
    limiter,
    queue: config.qstash ? qstashQueue({ ...config.qstash, publicUrl: config.publicUrl }) : polled,
    pollQueue: polled,
    verifyQstash: config.qstash && verifyQstash({ ...config.qstash, cache }),
    files: config.s3 ? s3Files(config.s3) : diskFiles(join(config.dataFolder, 'files')),
    gzip: nodeGzip,
    realtime: rooms,
    rooms,
    vault: aesVault(config.vaultKeys),
    hasher,
    sheets,
    mail: mailFor(config, write, clock),
    batcher: nodeBatcher(),
    memo: memo(),
    clock,
    log,
    metrics,
    settings: {
      publicUrl: config.publicUrl,
      tokenKeys: config.tokenKeys,
      demo: config.demo,
      bootstrapToken: config.bootstrapToken,
      metricsToken: config.metricsToken,
      operatorEmail: config.operatorEmail,
      requestsPerMinute: config.requestsPerMinute,
      runtime: 'node',
      release: config.release,
    },
    defer: (promise) => void work.defer(promise),
    later: work.later,
    drain: () => {
      drained ??= drainOnce()
      return drained
    },
  }
}

/** As configured; the demo without a configuration writes its mail to the log. */
function mailFor({ mail, demo }: Config, write: (line: string) => void, clock: Clock): Mail {
  if (mail) return mail.by === 'smtp' ? smtpMail(mail) : httpMail(mail)
  return demo ? logMail({ write, clock }) : noMail()
}

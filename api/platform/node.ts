import { join } from 'node:path'
import type pg from 'pg'
import { openPool } from '#db/node.ts'
import { memoryCache } from './cache-memory.ts'
import { redisCache } from './cache-redis.ts'
import { upstashCache } from './cache-upstash.ts'
import type { Config } from './config.ts'
import { deferredWork } from './deferred.ts'
import type { ConfigWithKeys } from './demo-keys.ts'
import { diskFiles } from './files-disk.ts'
import { s3Files } from './files-s3.ts'
import { nodeGzip } from './gzip-node.ts'
import { nodeHasher } from './hasher-node.ts'
import { nodeLanes } from './lanes-node.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { redisLimiter } from './limiter-redis.ts'
import { upstashLimiter } from './limiter-upstash.ts'
import { lineWriter } from './line-writer.ts'
import { jsonLog } from './log.ts'
import { httpMail } from './mail-http.ts'
import { logMail } from './mail-log.ts'
import { noMail } from './mail-message.ts'
import { smtpMail } from './mail-smtp.ts'
import { memo } from './memo.ts'
import { nodeMetrics } from './metrics-node.ts'
import type { Cache, Clock, Limiter, Mail, Platform } from './platform.ts'
import { type VerifyQstash, verifyQstash } from './qstash-signature.ts'
import { type PollQueue, pollQueue } from './queue-poll.ts'
import { qstashQueue } from './queue-qstash.ts'
import { redisRooms } from './realtime-redis.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { openRedis } from './redis.ts'
import { openUpstash } from './upstash.ts'
import { aesVault } from './vault.ts'

export type NodePlatform = Platform & {
  /** The sockets of this process; `realtime` publishes into them, and to the other processes. */
  rooms: Rooms
  /** Nudged by `queue` unless QStash wakes the jobs; the poller listens here either way. */
  pollQueue: PollQueue
  pool: pg.Pool
  /** Absent where no QStash is configured: the door then stays shut. */
  verifyQstash: VerifyQstash | undefined
  /** Says goodbye to the sockets, waits for deferred work, closes every connection. */
  drain(): Promise<void>
}

/** Once per process. Which engine stands behind a port is decided by configuration alone. */
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

  const redis = config.redis
    ? openRedis(config.redis.url, (error) => log.error('redis.failed', {}, error))
    : undefined
  const { cache, limiter } = sharedMemory(config, redis, clock)
  const shared = redis && redisRooms(redis)
  const rooms = shared ?? wsRooms()
  const polled = pollQueue()
  const hasher = nodeHasher()
  const work = deferredWork((cause) => log.error('deferred.failed', {}, cause))

  let drained: Promise<void> | undefined
  async function drainOnce() {
    rooms.closeAll()
    await work.settled()
    await hasher.close()
    await shared?.close()
    redis?.disconnect()
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
    mail: mailFor(config, write, clock),
    lanes: nodeLanes(),
    memo: memo(),
    clock,
    log,
    metrics: nodeMetrics({
      pool: main.pool,
      ofProcess: true,
      onMistake: (error) => log.error('metric.unknown', {}, error),
    }),
    settings: {
      publicUrl: config.publicUrl,
      tokenKeys: config.tokenKeys,
      demo: config.demo,
      bootstrapToken: config.bootstrapToken,
      metricsToken: config.metricsToken,
      runtime: 'node',
      release: config.release,
    },
    defer: (promise) => void work.defer(promise),
    drain: () => {
      drained ??= drainOnce()
      return drained
    },
  }
}

/** As configured; the demo without configuration shows its mail in the log. */
function mailFor({ mail, demo }: Config, write: (line: string) => void, clock: Clock): Mail {
  if (mail) return mail.by === 'smtp' ? smtpMail(mail) : httpMail(mail)
  return demo ? logMail({ write, clock }) : noMail()
}

/** What several processes must agree on: in Redis by either wire, else in this one process. */
function sharedMemory(
  config: ConfigWithKeys,
  redis: ReturnType<typeof openRedis> | undefined,
  clock: Clock,
): { cache: Cache; limiter: Limiter } {
  if (redis) return { cache: redisCache(redis, clock), limiter: redisLimiter(redis, clock) }
  if (!config.upstash) return { cache: memoryCache(clock), limiter: memoryLimiter(clock) }
  const upstash = openUpstash(config.upstash)
  return { cache: upstashCache(upstash, clock), limiter: upstashLimiter(upstash, clock) }
}

import type { DurableObjectNamespace, ExecutionContext, R2Bucket } from '@cloudflare/workers-types'
import { openNeon } from '#db/neon.ts'
import { upstashCache } from './cache-upstash.ts'
import { type Config, parseConfig } from './config.ts'
import { deferredWork } from './deferred.ts'
import { r2Files } from './files-r2.ts'
import { directHasher } from './hasher-direct.ts'
import { directLanes } from './lanes-direct.ts'
import { upstashLimiter } from './limiter-upstash.ts'
import { jsonLog } from './log.ts'
import { httpMail } from './mail-http.ts'
import { noMail } from './mail-message.ts'
import { memo } from './memo.ts'
import { noMetrics } from './metrics.ts'
import type { Clock, Memo, Platform } from './platform.ts'
import { type VerifyQstash, verifyQstash } from './qstash-signature.ts'
import { qstashQueue } from './queue-qstash.ts'
import { type DurableRealtime, durableRealtime } from './realtime-durable.ts'
import { openUpstash } from './upstash.ts'
import { aesVault } from './vault.ts'

/** Besides the variables of `config.ts`, which arrive as text: a bucket and the rooms. */
export type Bindings = { FILES: R2Bucket; LIVE: DurableObjectNamespace }

export type WorkerPlatform = Platform & {
  /** `connect` answers an upgrade request with a socket in the company's room. */
  realtime: DurableRealtime
  verifyQstash: VerifyQstash
  /** Waits for deferred work, then closes the connections. Give it to `waitUntil`. */
  drain(): Promise<void>
}

/**
 * Once per request: a Worker may not carry a socket from one request to the next. Memory may be
 * carried, so the entry can pass the same `memory` every time.
 */
export function workerPlatform(
  bindings: Bindings,
  execution: Pick<ExecutionContext, 'waitUntil'>,
  memory: Memo = memo(),
): WorkerPlatform {
  const config = parseConfig(bindings)
  const { database, upstash: upstashConfig, qstash, mail } = engines(config)
  const clock: Clock = { now: () => new Date() }
  const log = jsonLog({
    write: (line) => console.log(line),
    clock,
    level: config.logLevel,
    release: config.release,
  })
  const { wsProxy } = database
  const main = openNeon(database.url, { wsProxy })
  const replica = database.replicaUrl ? openNeon(database.replicaUrl, { wsProxy }) : undefined
  const upstash = openUpstash(upstashConfig)
  const cache = upstashCache(upstash, clock)
  const work = deferredWork((cause) => log.error('deferred.failed', {}, cause))

  return {
    db: main.db,
    replica: replica?.db ?? main.db,
    cache,
    limiter: upstashLimiter(upstash, clock),
    queue: qstashQueue({ ...qstash, publicUrl: config.publicUrl }),
    verifyQstash: verifyQstash({ ...qstash, cache }),
    files: r2Files(bindings.FILES),
    realtime: durableRealtime(bindings.LIVE),
    vault: aesVault(database.vaultKeys),
    hasher: directHasher(),
    mail: mail ? httpMail(mail) : noMail(),
    lanes: directLanes(),
    memo: memory,
    clock,
    log,
    metrics: noMetrics(),
    settings: {
      publicUrl: config.publicUrl,
      tokenKeys: database.tokenKeys,
      demo: false,
      bootstrapToken: config.bootstrapToken,
      metricsToken: config.metricsToken,
      runtime: 'workers',
      release: config.release,
    },
    defer: (promise) => execution.waitUntil(work.defer(promise)),
    drain: async () => {
      await work.settled()
      await Promise.all([main.close(), replica?.close()])
    },
  }
}

/** On Workers there is nothing to fall back on: no disk, no process, no neighbour in memory. */
function engines(config: Config) {
  const missing = [
    config.demo && 'DATABASE_URL',
    !config.upstash && 'UPSTASH_REDIS_REST_URL',
    !config.qstash && 'QSTASH_TOKEN',
  ].filter((name) => name !== false)
  if (config.demo || !config.upstash || !config.qstash)
    throw new Error(`On Workers these must be set, see .env.example: ${missing.join(', ')}.`)
  const { database, tokenKeys, vaultKeys, upstash, qstash, mail } = config
  if (mail?.by === 'smtp')
    throw new Error('SMTP_URL does not work on Workers, see .env.example: set MAIL_HTTP_URL.')
  return { database: { ...database, tokenKeys, vaultKeys }, upstash, qstash, mail }
}

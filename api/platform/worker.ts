import type { DurableObjectNamespace, ExecutionContext, R2Bucket } from '@cloudflare/workers-types'
import { openNeon } from '#db/neon.ts'
import { directBatcher } from './batcher-direct.ts'
import { upstashCache } from './cache-upstash.ts'
import { type Config, parseConfig } from './config.ts'
import { deferredWork } from './deferred.ts'
import { r2Files } from './files-r2.ts'
import { directHasher } from './hasher-direct.ts'
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
import { withRelease } from './release.ts'
import { type Fallback, newFallback, sharedMemory } from './shared-memory.ts'
import { directSheets } from './sheets-direct.ts'
import { openUpstash, UPSTASH_REPLY_MS_MAX } from './upstash.ts'
import { aesVault } from './vault.ts'

/** The bindings other than the variables of `config.ts` and `release.ts`: a bucket and the rooms. */
export type Bindings = { FILES: R2Bucket; LIVE: DurableObjectNamespace }

export type WorkerPlatform = Platform & {
  /** `connect` answers an upgrade request with a socket in the room of the company. */
  realtime: DurableRealtime
  verifyQstash: VerifyQstash
  /** Waits for deferred work, then closes the connections. Give it to `waitUntil`. */
  drain(): Promise<void>
}

/**
 * Once per request: a Worker may not carry a socket from one request to the next. It may carry memory, so
 * the entry passes the same `memory` every time. `replyMsMax` is for a test that must not depend on how busy
 * its machine is.
 */
export function workerPlatform(
  bindings: Bindings,
  execution: Pick<ExecutionContext, 'waitUntil'>,
  memory: Memo = memo(),
  { replyMsMax = UPSTASH_REPLY_MS_MAX } = {},
): WorkerPlatform {
  const config = parseConfig(withRelease(bindings))
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
  const work = deferredWork((cause) => log.error('deferred.failed', {}, cause))
  const defer = (promise: Promise<unknown>) => execution.waitUntil(work.defer(promise))
  const metrics = noMetrics()
  const { cache, limiter } = sharedMemory({
    cache: upstashCache(upstash),
    limiter: upstashLimiter(upstash, clock),
    replyMsMax,
    fallback: fallbackOf(memory, clock),
    log,
    metrics,
    inBackground: defer,
    // A request sends its calls together, but does not wait for those of other requests.
    atTurnsEnd: queueMicrotask,
  })

  return {
    db: main.db,
    replica: replica?.db ?? main.db,
    cache,
    limiter,
    queue: qstashQueue({ ...qstash, publicUrl: config.publicUrl }),
    verifyQstash: verifyQstash({ ...qstash, cache }),
    files: r2Files(bindings.FILES),
    realtime: durableRealtime(bindings.LIVE),
    vault: aesVault(database.vaultKeys),
    hasher: directHasher(),
    sheets: directSheets(),
    mail: mail ? httpMail(mail) : noMail(),
    batcher: directBatcher(),
    // A reading under way belongs to the request that began it, like its connection.
    memo: { ...memory, flights: new Map() },
    clock,
    log,
    metrics,
    settings: {
      publicUrl: config.publicUrl,
      tokenKeys: database.tokenKeys,
      demo: false,
      bootstrapToken: config.bootstrapToken,
      metricsToken: config.metricsToken,
      operatorEmail: config.operatorEmail,
      requestsPerMinute: config.requestsPerMinute,
      runtime: 'workers',
      release: config.release,
    },
    defer,
    // A timer without `waitUntil` would not outlive its request.
    later: (seconds, begin) => defer(pause(seconds * 1000).then(begin)),
    drain: async () => {
      await work.settled()
      await Promise.all([main.close(), replica?.close()])
    },
  }
}

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

/** Kept by the isolate, so that each outage is found only once, and not by every request. */
function fallbackOf(memory: Memo, clock: Clock): Fallback {
  const kept = memory.map<Fallback>('cache-fallback', 1)
  const fallback = kept.get('') ?? newFallback(clock)
  kept.set('', fallback)
  return fallback
}

/** Workers have no fallback for an engine: no disk, no process, no shared memory. */
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

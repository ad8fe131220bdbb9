import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import { joined } from '../platform/flights.ts'
import { sha256 } from '../platform/sha256.ts'
import { sameBytes } from '../same-bytes.ts'
import type { AppEnv } from './env.ts'
import { answers, open, problems } from './notes.ts'

const Alive = z.object({ status: z.literal('ok'), release: z.string() })
/** Without its cache the product still works, from the database: it stays ready. */
const Ready = z.object({ ...Alive.shape, cache: z.enum(['ok', 'away']) })

/** For operators: whether the process runs, whether it can work, and its counters. Outside `/api/v2`. */
export const system = new Hono<AppEnv>()
  .get('/healthz', open(), answers(200, 'The process answers.', Alive), (c) =>
    c.json({ status: 'ok' as const, release: c.env.platform.settings.release }, 200),
  )
  .get(
    '/readyz',
    open(),
    answers(200, 'The database answers; whether the cache does is said.', Ready),
    problems('busy'),
    async (c) => {
      const { db, cache, memo, settings } = c.env.platform
      try {
        // Anybody may ask at any rate: all checks at one time share one connection.
        await joined(memo.flights, 'ready', () => db.execute(sql`select 1`))
      } catch (error) {
        throw new AppError('busy', 'The database does not answer.', { cause: error })
      }
      const isThere = await cache.version('ready').then(
        () => true,
        () => false,
      )
      const { release } = settings
      return c.json({ status: 'ok' as const, release, cache: isThere ? 'ok' : 'away' }, 200)
    },
  )
  .get(
    '/metrics',
    open(),
    answers(200, 'Prometheus text.', z.string(), 'text/plain'),
    problems('not_found', 'unauthenticated'),
    async (c) => {
      const { demo, metricsToken } = c.env.platform.settings
      if (!demo && !metricsToken)
        throw new AppError('not_found', 'Metrics are shown where METRICS_TOKEN is set.')
      if (metricsToken && !isSecret(c.req.header('authorization'), `Bearer ${metricsToken}`))
        throw new AppError('unauthenticated', 'Send METRICS_TOKEN as a bearer token.')
      const text = await c.env.platform.metrics.text()
      if (text === undefined) throw new AppError('not_found', 'This runtime keeps no counters.')
      return c.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    },
  )

/** Digests have equal length, so the time of the comparison reveals nothing about the secret's. */
const isSecret = (given: string | undefined, secret: string) =>
  sameBytes(digestOf(given ?? ''), digestOf(secret))

const digestOf = (text: string) => new TextEncoder().encode(sha256(text))

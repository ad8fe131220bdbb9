import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { sameBytes } from '../auth/same-bytes.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../platform/sha256.ts'
import type { AppEnv } from './env.ts'
import { answers, open, problems } from './notes.ts'

const Alive = z.object({ status: z.literal('ok'), release: z.string() })

/** For whoever runs the product: is it up, can it work, what has it counted. Outside `/api/v2`. */
export const system = new Hono<AppEnv>()
  .get('/healthz', open(), answers(200, 'The process answers.', Alive), (c) =>
    c.json({ status: 'ok' as const, release: c.env.platform.settings.release }, 200),
  )
  .get(
    '/readyz',
    open(),
    answers(200, 'The database and the cache answer.', Alive),
    problems('busy'),
    async (c) => {
      const { db, cache, settings } = c.env.platform
      try {
        await db.execute(sql`select 1`)
        await cache.version('ready')
      } catch (error) {
        throw new AppError('busy', 'The database or the cache does not answer.', { cause: error })
      }
      return c.json({ status: 'ok' as const, release: settings.release }, 200)
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

/** Digests have one length, so that the time of comparing them tells nothing of the secret's. */
const isSecret = (given: string | undefined, secret: string) =>
  sameBytes(digestOf(given ?? ''), digestOf(secret))

const digestOf = (text: string) => new TextEncoder().encode(sha256(text))

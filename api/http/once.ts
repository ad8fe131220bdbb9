import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import { hmacSha256 } from '../platform/sha256.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/**
 * Requires `Idempotency-Key` and binds it to the input by hash. The command stores both in the
 * transaction of its effect (`api/idempotency/once.ts`). Stands after `body`, whose parsed value it
 * hashes, so that spacing and the order of fields do not matter. The hash is keyed: the input may hold
 * an account number, and all else of it stands in the database for whoever would guess the digits.
 */
export const once = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const key = c.req.header('idempotency-key') ?? ''
    if (!/^[\x21-\x7e]{8,200}$/.test(key))
      throw new AppError(
        'idempotency_key_required',
        'Send an Idempotency-Key header of 8 to 200 visible ASCII characters, new for each command and the same for its repeats.',
      )
    // The validator has run on every route that takes a body; a route without one has nothing to hash.
    const input = (c.req.valid as (target: string) => unknown)('json') ?? null
    const text = `${c.req.method} ${c.req.path} ${JSON.stringify(input)}`
    // The oldest key, so that a new one put before it leaves the hashes of open commands as they are.
    const secret = c.env.platform.settings.tokenKeys.at(-1)?.secret
    if (!secret) throw new Error('there is no key')
    c.set('ctx', { ...c.var.ctx, once: { key, inputHash: hmacSha256(secret, text) } })
    await next()
  }),
  {
    once: true,
    problems: ['idempotency_key_required', 'idempotency_key_reused'],
  },
)

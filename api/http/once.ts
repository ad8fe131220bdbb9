import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import { hmacSha256 } from '../platform/sha256.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** Callers that use the routes' types must give the key. */
type ByKey = { in: { header: { 'idempotency-key': string } }; out: { header: unknown } }

/**
 * Binds a key to the input by a hash. The command stores both in its own transaction
 * (`api/idempotency/once.ts`). Stands after `body` and hashes the parsed value, so that spacing and the order
 * of fields do not matter. The hash is keyed, because the input may hold an account number: everything else of
 * it is in the database, so a plain hash would let a reader guess the digits.
 */
function bind(c: Context<AppEnv>, key: string): void {
  if (!/^[\x21-\x7e]{8,200}$/.test(key))
    throw new AppError(
      'idempotency_key_required',
      'Send an Idempotency-Key header of 8 to 200 visible ASCII characters, new for each command and the same for its repeats.',
    )
  // The validator has run on every route with a body; a route without one hashes null.
  const input = (c.req.valid as (target: string) => unknown)('json') ?? null
  const text = `${c.req.method} ${c.req.path} ${JSON.stringify(input)}`
  // The oldest key, so that adding a new key does not change the hashes of stored commands.
  const secret = c.env.platform.settings.tokenKeys.at(-1)?.secret
  if (!secret) throw new Error('there is no key')
  c.set('ctx', { ...c.var.ctx, once: { key, inputHash: hmacSha256(secret, text) } })
}

/** Requires `Idempotency-Key`. */
export const once = noted(
  createMiddleware<AppEnv, string, ByKey>(async (c, next) => {
    bind(c, c.req.header('idempotency-key') ?? '')
    await next()
  }),
  {
    once: true,
    problems: ['idempotency_key_required', 'idempotency_key_reused'],
  },
)

/** The same where a key is sent. Programs of v1 send none, and a repeat of theirs is another command. */
export const onceIfSent = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (key !== undefined) bind(c, key)
    await next()
  }),
  { problems: ['idempotency_key_required', 'idempotency_key_reused'] },
)

import { lt, sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { idempotencyKeys } from '#db/schema/idempotency.ts'
import { type Ctx, type Once, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'

/** How long a repeat is recognised: month-end closes run for weeks, so longer than a day. */
export const KEEP_DAYS = 30

/** Each run meets at least one answer more that others have stored, so few are ever needed. */
const RUNS_MAX = 5

class Repeated extends Error {}

/**
 * Runs a command at most once per key: the key, the hash of the input and the answer are stored in
 * the transaction of the effect. A repeat gets the first answer; the same key with other input is
 * `idempotency_key_reused`. A command that failed stored nothing and may be sent again.
 */
export async function onceOnly<T>(
  ctx: Ctx,
  status: number,
  work: (ctx: TxCtx) => Promise<T>,
): Promise<T> {
  const once = requireOnce(ctx)
  try {
    return await transact(ctx, async (ctx) => {
      const [known] = await findAnswers(ctx, [{ userId: ctx.actor.userId, ...once }])
      if (known) return repeated<T>(known, once)
      const value = await work(ctx)
      await storeAnswers(ctx, [{ userId: ctx.actor.userId, ...once, status, answer: value }])
      return value
    })
  } catch (error) {
    if (!(error instanceof Repeated)) throw error
    const [known] = await findAnswers(ctx, [{ userId: ctx.actor.userId, ...once }])
    if (!known) throw new AppError('busy', 'The same command is running. Send it again.')
    return repeated<T>(known, once)
  }
}

/**
 * Runs work that stores the answers of several commands. When another process has stored one of them
 * meanwhile, nothing of the work stands and it runs again, for now that answer is there to be found.
 */
export async function storingAnswers<T>(work: () => Promise<T>): Promise<T> {
  for (let run = 1; run <= RUNS_MAX; run++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Repeated)) throw error
    }
  throw new AppError('busy', 'The same command is running. Send it again.')
}

/** A command that must not run twice says so by its type; reaching it without a key is a defect. */
export function requireOnce(ctx: Ctx): Once {
  if (!ctx.once) throw new Error('this route lacks the `once` middleware')
  return ctx.once
}

export type Known = { userId: string; key: string; inputHash: string; answer: string }

/** The stored answers of those keys that have run. */
export function findAnswers(ctx: Ctx, keys: { userId: string; key: string }[]): Promise<Known[]> {
  const json = JSON.stringify(keys.map(({ userId, key }) => ({ user_id: userId, key })))
  return rowsOf<Known>(
    ctx.db,
    sql`select i.user_id as "userId", i.key, i.input_hash as "inputHash", i.answer
      from json_populate_recordset(null::idempotency_keys, ${json}::json) k
      join idempotency_keys i on i.user_id = k.user_id and i.key = k.key`,
  )
}

/** The first answer again, or the refusal of a key that was used for something else. */
export function repeated<T>(known: Known, once: Once): T {
  if (known.inputHash !== once.inputHash)
    throw new AppError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another input. Use a new key for a new command.',
    )
  return JSON.parse(known.answer) as T
}

/**
 * Stores answers beside their effects. If another process stored one of the keys meanwhile, the
 * whole transaction is given up, so that no effect happens twice.
 */
export async function storeAnswers(
  ctx: TxCtx,
  answers: (Once & { userId: string; status: number; answer: unknown })[],
): Promise<void> {
  const at = ctx.clock.now()
  const rows = answers.map(({ userId, key, inputHash, status, answer }) => ({
    userId,
    key,
    inputHash,
    status,
    answer: JSON.stringify(answer),
    at,
  }))
  const stored = await rowsOf(
    ctx.db,
    insertMany(idempotencyKeys, rows, sql`on conflict do nothing returning key`),
  )
  if (stored.length !== rows.length) throw new Repeated('another process ran this key')
}

/** Forgets keys older than `KEEP_DAYS`; the sweep job calls it. */
export async function forgetOldAnswers(ctx: TxCtx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEEP_DAYS * 86_400_000)
  await ctx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.at, before))
}

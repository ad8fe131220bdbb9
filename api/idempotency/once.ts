import { lt, sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { idempotencyKeys } from '#db/schema/idempotency.ts'
import { type RowOf, text } from '#db/values.ts'
import { type Ctx, isOpen, type Once, sqlStateOf, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'

/** How long a repeat is recognised. Month-end closes run for weeks, so this is longer than a day. */
export const KEEP_DAYS = 30

/** Each run finds at least one more stored answer, so few runs are ever needed. */
const RUNS_MAX = 5

class Repeated extends Error {}

/**
 * Runs a command at most once per key: the key, the hash of the input and the answer are stored in
 * the transaction of the effect. A repeat gets the first answer, even while the first command still runs;
 * the same key with other input is `idempotency_key_reused`. A failed command stores nothing and may be
 * sent again. A caller that joins it to a larger transaction wraps that in `storingAnswers`, so that the
 * whole transaction is rolled back and runs again.
 */
export function onceOnly<T>(
  ctx: Ctx,
  status: number,
  work: (ctx: TxCtx) => Promise<T>,
): Promise<T> {
  const once = requireOnce(ctx)
  const run = () =>
    transact(ctx, async (ctx) => {
      const [known] = await findAnswers(ctx, [{ userId: ctx.actor.userId, ...once }])
      if (known) return repeated<T>(known, once)
      const value = await work(ctx)
      await storeAnswers(ctx, [{ userId: ctx.actor.userId, ...once, status, answer: value }])
      return value
    })
  return isOpen(ctx) ? run() : storingAnswers(run, ctx)
}

/** The same for a command that v1 takes without a key too: then each request runs it. */
export const onceIfKeyed = <T>(
  ctx: Ctx,
  status: number,
  work: (ctx: TxCtx) => Promise<T>,
): Promise<T> => (ctx.once ? onceOnly(ctx, status, work) : transact(ctx, work))

/**
 * The same for an answer with a secret that is shown once and never stored: only the id of the new record
 * is stored, and a repeat is `idempotency_secret_shown` with that id.
 */
export async function onceWithSecret<T>(
  ctx: Ctx,
  work: (ctx: TxCtx) => Promise<{ id: string; answer: T }>,
): Promise<T> {
  let made: { id: string; answer: T } | undefined
  const { id } = await onceOnly(ctx, 201, async (ctx) => {
    made = await work(ctx)
    return { id: made.id }
  })
  // A record from a run that was rolled back has another id.
  if (made?.id === id) return made.answer
  throw new AppError(
    'idempotency_secret_shown',
    'This was made already, and its secret was shown once. End what was made and make another.',
    { facts: { id } },
  )
}

/**
 * The same for an answer that shows the new record: its id is stored, and a repeat reads the record anew.
 * Both run in the transaction.
 */
export const onceThenRead = <T>(
  ctx: Ctx,
  work: (ctx: TxCtx) => Promise<{ id: string }>,
  read: (ctx: TxCtx, id: string) => Promise<T>,
): Promise<T> =>
  storingAnswers(
    () =>
      transact(ctx, async (ctx) => {
        const { id } = await onceOnly(ctx, 201, work)
        return read(ctx, id)
      }),
    ctx,
  )

/**
 * Runs work that stores answers. If another process has stored one of them meanwhile, the work is rolled
 * back and runs again, and then finds that answer. It also runs again, once, if the command of `asking` was
 * refused and its answer is stored by then: the same command, sent twice, took effect while this one waited
 * for a lock, and that effect refused this one.
 */
export async function storingAnswers<T>(work: () => Promise<T>, asking?: Ctx): Promise<T> {
  let hasRefused = false
  for (let run = 1; run <= RUNS_MAX; run++)
    try {
      return await work()
    } catch (error) {
      if (error instanceof Repeated) continue
      if (!asking || hasRefused || !isRefusal(error) || !(await hasAnswer(asking))) throw error
      hasRefused = true
    }
  throw new AppError('busy', 'The same command is running. Send it again.')
}

/** A refusal by a rule of the product or by a unique constraint. */
const isRefusal = (error: unknown) => error instanceof AppError || sqlStateOf(error) === '23505'

async function hasAnswer(ctx: Ctx): Promise<boolean> {
  const { key } = requireOnce(ctx)
  return (await findAnswers(ctx, [{ userId: ctx.actor.userId, key }])).length > 0
}

/** The key of a command that must not run twice. A route without one is a defect. */
export function requireOnce(ctx: Ctx): Once {
  if (!ctx.once) throw new Error('this route lacks the `once` middleware')
  return ctx.once
}

const KNOWN = { userId: text, key: text, inputHash: text, answer: text }
export type Known = RowOf<typeof KNOWN>

/** The stored answers under these keys. */
export function findAnswers(ctx: Ctx, keys: { userId: string; key: string }[]): Promise<Known[]> {
  const json = JSON.stringify(keys.map(({ userId, key }) => ({ user_id: userId, key })))
  return rowsOf(
    ctx.db,
    sql`select i.user_id as "userId", i.key, i.input_hash as "inputHash", i.answer
      from json_populate_recordset(null::idempotency_keys, ${json}::json) k
      join idempotency_keys i on i.user_id = k.user_id and i.key = k.key`,
    KNOWN,
  )
}

/** The first answer, or the refusal of a key that was used for other input. */
export function repeated<T>(known: Known, once: Once): T {
  if (known.inputHash !== once.inputHash)
    throw new AppError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another input. Use a new key for a new command.',
    )
  return JSON.parse(known.answer) as T
}

/**
 * Stores answers in the transaction of their effects. If another process has stored one of the keys
 * meanwhile, the whole transaction is rolled back, so that no effect happens twice.
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
    {},
  )
  if (stored.length !== rows.length) throw new Repeated('another process ran this key')
}

/** Deletes keys older than `KEEP_DAYS`; the sweep job calls it. */
export async function forgetOldAnswers(ctx: TxCtx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEEP_DAYS * 86_400_000)
  await ctx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.at, before))
}

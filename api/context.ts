import type { Actor } from './access/actor.ts'
import { type Change, type Deferred, runEffects } from './after-commit.ts'
import { AppError } from './errors.ts'
import type { Platform } from './platform/platform.ts'

/** The idempotency key and the hash of the input, which identify a repeated command. */
export type Once = { key: string; inputHash: string }

/** The first argument of every verb: the platform and who is asking. */
export type Ctx = Platform & {
  actor: Actor
  requestId: string
  /** The network address of the request, for audit and limits; never logged. Unset for work of the system. */
  address?: string
  once?: Once
}

/** A context inside an open transaction. Ledger, audit, notification and job writers require it. */
export type TxCtx = Ctx & {
  /**
   * Names a change of this transaction: the cache versions to move, the live event and its listeners. They
   * are handled after the outermost commit and before the answer, so that later reads see the new values.
   */
  changed(change: Change): void
  /** Other work after the commit (a wake, a file, a count); no answer waits for it. */
  afterCommit(work: Deferred): void
  /**
   * Rows that `write` writes at the end of the outermost transaction, in one call for all commands in it. It
   * is for rows that many commands share: their lock is then taken last and held only for the commit.
   */
  atLast<Row>(write: WriteLast<Row>, rows: readonly Row[]): void
}
type WriteLast<Row> = (ctx: TxCtx, rows: Row[]) => Promise<void>

/**
 * The same context with the primary in place of the replica, for a query whose result must not lag: it is
 * remembered under a version or goes into a document. A transaction always reads its own state.
 */
export const readingNow = (ctx: Ctx): Ctx => ({ ...ctx, replica: ctx.db })

const ATTEMPTS_MAX = 4
/** Longer than any lock wait: a transaction that has run for longer is no command of the product. */
export const COMMAND_SECONDS_MAX = 60
/** Whether this is the context of an open transaction. */
export const isOpen = (ctx: Ctx): ctx is TxCtx => 'afterCommit' in ctx

/**
 * Runs `work` in one transaction, or in the caller's if there is one. Its changes take effect outside after
 * the commit, and their failure does not fail a committed command. Contention (serialisation failure,
 * deadlock, lock time-out) is retried, then answered `busy`: it is never reported as a lack of balance.
 */
export async function transact<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  const { result, effects } = await commit(ctx, work)
  await effects
  return result
}

/**
 * The same for callers with others waiting: resolves at the commit. Await `effects`, which never rejects,
 * before any of them is answered.
 */
export async function commit<T>(
  ctx: Ctx,
  work: (ctx: TxCtx) => Promise<T>,
): Promise<{ result: T; effects: Promise<void> }> {
  if (isOpen(ctx)) return { result: await work(ctx), effects: Promise.resolve() }
  for (let attempt = 1; ; attempt++) {
    const changes: Change[] = []
    const deferred: Deferred[] = []
    let result: T
    try {
      result = await ctx.db.transaction(async (db) => {
        const last = lastWrites()
        const tx: TxCtx = {
          ...ctx,
          db,
          replica: db,
          changed: (change) => void changes.push(change),
          afterCommit: (work) => void deferred.push(work),
          atLast: last.add,
        }
        const result = await work(tx)
        await last.write(tx)
        return result
      })
    } catch (error) {
      if (!isContention(error)) throw error
      if (attempt >= ATTEMPTS_MAX)
        throw new AppError('busy', 'Too many requests touch the same records. Send it again.', {
          cause: error,
        })
      ctx.metrics.count('maru_transaction_retries_total')
      continue
    }
    // Later reads of this request may include rows that it has just written.
    ctx.foreseen?.clear()
    return { result, effects: runEffects(ctx, changes, deferred) }
  }
}

/** The rows that wait for the end of a transaction, by their writer. */
function lastWrites() {
  const waiting = new Map<WriteLast<unknown>, unknown[]>()
  return {
    add<Row>(write: WriteLast<Row>, rows: readonly Row[]): void {
      // Each writer gets only the rows that were given with it, so its row type holds.
      const key = write as WriteLast<unknown>
      waiting.set(key, [...(waiting.get(key) ?? []), ...rows])
    },
    async write(tx: TxCtx): Promise<void> {
      for (const [write, rows] of waiting) {
        // Deleted first, so that rows given during the write get a turn of their own.
        waiting.delete(write)
        await write(tx, rows)
      }
    },
  }
}

/** The same transaction with a stopped clock, so that all its rows agree on day and month. */
export function atOneInstant(ctx: TxCtx): TxCtx {
  const now = ctx.clock.now()
  return { ...ctx, clock: { now: () => now } }
}

const CONTENTION = new Set(['40001', '40P01', '55P03'])
const isContention = (error: unknown) => CONTENTION.has(sqlStateOf(error) ?? '')

/** The SQLSTATE of a database error, however deeply a driver wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code
  return undefined
}

/** The constraint that refused a row; the drivers name it on the innermost error. */
export function constraintOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('constraint' in at && typeof at.constraint === 'string') return at.constraint
  return undefined
}

const LOST = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|ESTORAGE)/
const LOST_STATES = /^(08|57P|53)/

/** Whether the database or the storage is unavailable: the connection broke, or it refuses work for now. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : ''
    if (LOST.test(code) || LOST_STATES.test(code)) return true
    // node-postgres gives these only as text.
    if (
      /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/.test(
        at.message,
      )
    )
      return true
  }
  return false
}

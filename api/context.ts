import type { Actor } from './access/actor.ts'
import { AppError } from './errors.ts'
import type { Platform } from './platform/platform.ts'

/** The key and the hash of the input under which a repeated command is recognised. */
export type Once = { key: string; inputHash: string }

/** What every verb gets: the platform and who is asking. */
export type Ctx = Platform & {
  actor: Actor
  requestId: string
  /** Where the request came from, for audit and limits; never logged. Unset for work of our own. */
  address?: string
  once?: Once
}

/** A context inside an open transaction. Ledger, audit, notification and job rows accept nothing less. */
export type TxCtx = Ctx & { afterCommit(effect: () => Promise<unknown>): void }

const ATTEMPTS_MAX = 4
const isOpen = (ctx: Ctx): ctx is TxCtx => 'afterCommit' in ctx

/**
 * Runs `work` in one transaction, joining the caller's if there is one; effects wait for the commit.
 * Contention (serialisation failure, deadlock, lock time-out) is retried, then answered `busy`:
 * it is never reported as a lack of balance.
 */
export async function transact<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  if (isOpen(ctx)) return work(ctx)
  for (let attempt = 1; ; attempt++) {
    const effects: (() => Promise<unknown>)[] = []
    try {
      const result = await ctx.db.transaction((tx) =>
        work({ ...ctx, db: tx, afterCommit: (effect) => void effects.push(effect) }),
      )
      for (const effect of effects) ctx.defer(effect())
      return result
    } catch (error) {
      if (!isContention(error)) throw error
      if (attempt >= ATTEMPTS_MAX)
        throw new AppError('busy', 'Too many requests touch the same records. Send it again.', {
          cause: error,
        })
      ctx.metrics.count('maru_transaction_retries_total')
    }
  }
}

const CONTENTION = new Set(['40001', '40P01', '55P03'])
const isContention = (error: unknown) => CONTENTION.has(sqlStateOf(error) ?? '')

/** The SQLSTATE of a database error, however deeply a driver wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code
  return undefined
}

const LOST = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/
const LOST_STATES = /^(08|57P|53)/

/** Whether the database went away: the connection broke, or it refuses work for now. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : ''
    if (LOST.test(code) || LOST_STATES.test(code)) return true
    // node-postgres says this in words only.
    if (
      /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/.test(
        at.message,
      )
    )
      return true
  }
  return false
}

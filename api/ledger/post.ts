import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { entries, transfers } from '#db/schema/ledger.ts'
import type { TransferKind } from '#db/words.ts'
import { balancesOf } from '../access/namespaces.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { LedgerAccount } from './accounts.ts'

/** One leg of a transfer: `amount` in the account's unit, positive into the account, which must be locked. */
export type Leg = { account: LedgerAccount; amount: number }
export type Transfer = {
  id: string
  kind: TransferKind
  subjectId: string | null
  /** The hold that this transfer ends; the database allows that once. */
  endsHoldId?: string
  note?: string
  /** Who caused it, if not the context's actor: orders of many shops share a batch. */
  actorId?: string
  legs: Leg[]
}

/**
 * Writes transfers, entries and balances; the only writer of these tables. Each transfer sums to 0. The
 * statement that moves a balance also enforces its limit (`accounts_not_below_floor`). Throws
 * `insufficient_balance` before writing when a leg would pass its account's floor, and `invalid_input` when a
 * balance would exceed a safe integer, because it could never be read again.
 */
export async function post(ctx: TxCtx, batch: Transfer[]): Promise<void> {
  if (batch.length === 0) return
  const before = new Map<number, number>()
  const written = batch.flatMap(({ id, legs }) =>
    legs.map((leg) => {
      before.set(leg.account.id, before.get(leg.account.id) ?? leg.account.version)
      return { transferId: id, ...applied(leg) }
    }),
  )
  await moveBalances(ctx, batch, before)
  const at = ctx.clock.now()
  await ctx.db.execute(
    insertMany(
      transfers,
      batch.map(({ id, kind, subjectId, endsHoldId = null, note = null, actorId, legs }) => ({
        id,
        kind,
        subjectId,
        endsHoldId,
        note,
        hqId: treeOf(legs),
        actorId: actorId ?? ctx.actor.userId,
        at,
      })),
    ),
  )
  await ctx.db.execute(insertMany(entries, written))
  const owners = new Set(batch.flatMap(({ legs }) => legs.map(({ account }) => account.companyId)))
  ctx.changed({ namespaces: [...owners].map(balancesOf) })
}

function treeOf([first]: Leg[]): string {
  if (!first) throw new Error('a transfer moves between accounts')
  return first.account.hqId
}

function applied({ account, amount }: Leg) {
  if (!Number.isSafeInteger(amount) || amount === 0)
    throw new RangeError(`a leg moves a whole amount, not ${amount}`)
  account.balance += amount
  account.version += 1
  if (!Number.isSafeInteger(account.balance))
    throw new AppError('invalid_input', 'The account cannot hold so much. Choose a smaller amount.')
  if (account.floor !== null && account.balance < account.floor)
    throw insufficient(-amount, account.balance - amount)
  return {
    accountId: account.id,
    version: account.version,
    amount,
    balanceAfter: account.balance,
  }
}

/** One update for all accounts. They are locked, so a changed version is a defect and not a race. */
async function moveBalances(ctx: TxCtx, batch: Transfer[], before: Map<number, number>) {
  const touched = new Map(
    batch.flatMap(({ legs }) => legs.map(({ account }) => [account.id, account] as const)),
  )
  const json = JSON.stringify(
    [...touched.values()].map(({ id, balance, version }) => ({
      id,
      balance,
      version,
      was: before.get(id),
    })),
  )
  const moved = await rowsOf(
    ctx.db,
    sql`update accounts set balance = m.balance, version = m.version
      from json_to_recordset(${json}::json) m(id bigint, balance bigint, version int, was int)
      where accounts.id = m.id and accounts.version = m.was returning accounts.id`,
    {},
  )
  if (moved.length !== touched.size) throw new Error('an account moved although it was locked')
}

/** The error for a balance that is too low, with the available and the needed amount. */
export const insufficient = (neededWon: number, availableWon: number) =>
  new AppError(
    'insufficient_balance',
    `The balance is ${neededWon - availableWon} won short. Ask for more budget or choose a smaller amount.`,
    { facts: { neededWon, availableWon, missingWon: neededWon - availableWon } },
  )

import { type SQL, sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { accounts } from '#db/schema/ledger.ts'
import type { AccountKind, Book, Unit } from '#db/words.ts'
import type { TxCtx } from '../context.ts'

/** What makes an account the only one of its kind. Periods are Seoul days, both ends included. */
export type AccountKey = {
  hqId: string
  companyId: string
  counterpartyId: string | null
  book: Book
  kind: AccountKind
  unit: Unit
  periodStart: string | null
  periodEnd: string | null
}

/** A locked account. `post` keeps balance and version true as it writes. */
export type Account = AccountKey & {
  id: number
  balance: number
  version: number
  floor: number | null
}

const LOCKED = sql`select id, hq_id as "hqId", company_id as "companyId", counterparty_id as "counterpartyId",
  book, kind, unit, period_start::text as "periodStart", period_end::text as "periodEnd", balance, version, floor from accounts`

/** Locks the accounts that match, always in the order of their ids, so that no two commands wait in a ring. */
export const lockAccounts = (ctx: TxCtx, where: SQL): Promise<Account[]> =>
  rowsOf<Account>(ctx.db, sql`${LOCKED} where ${where} order by id for update`)

/** What a budget may hold is limited by the database; sources and debts may go below zero. */
const FLOOR: Record<AccountKind, number | null> = {
  source: null,
  available: 0,
  held: 0,
  used: 0,
  owed: null,
  accrued: null,
  approved: null,
  paid: null,
}

/** Opens what is missing of `keys` and returns all of them locked, in the order asked. */
export async function openAccounts(ctx: TxCtx, keys: AccountKey[]): Promise<Account[]> {
  const wanted = [...new Map(keys.map((key) => [identity(key), key])).values()]
  const find = async () =>
    new Map(
      (await lockAccounts(ctx, sql`id in (${matching(wanted)})`)).map((account) => [
        identity(account),
        account,
      ]),
    )
  let found = await find()
  const missing = wanted.filter((key) => !found.has(identity(key)))
  if (missing.length > 0) {
    const rows = missing.map((key) => ({ ...key, balance: 0, version: 0, floor: FLOOR[key.kind] }))
    await ctx.db.execute(insertMany(accounts, rows, sql`on conflict do nothing`))
    found = await find()
  }
  return keys.map((key) => {
    const account = found.get(identity(key))
    if (!account) throw new Error(`no account for ${identity(key)}`)
    return account
  })
}

const identity = (key: AccountKey) =>
  [
    key.companyId,
    key.book,
    key.kind,
    key.unit,
    key.counterpartyId,
    key.periodStart,
    key.periodEnd,
  ].join('|')

function matching(keys: AccountKey[]): SQL {
  const json = JSON.stringify(
    keys.map((key) => ({
      company_id: key.companyId,
      counterparty_id: key.counterpartyId,
      book: key.book,
      kind: key.kind,
      unit: key.unit,
      period_start: key.periodStart,
      period_end: key.periodEnd,
    })),
  )
  return sql`select a.id from json_populate_recordset(null::accounts, ${json}::json) k join accounts a
    on a.company_id = k.company_id and a.book = k.book and a.kind = k.kind and a.unit = k.unit
    and a.counterparty_id is not distinct from k.counterparty_id
    and a.period_start is not distinct from k.period_start
    and a.period_end is not distinct from k.period_end`
}

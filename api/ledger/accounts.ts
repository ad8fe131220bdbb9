import { type SQL, sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { accounts } from '#db/schema/ledger.ts'
import { integer, nullable, ofLeftJoin, oneOf, type RowOf, text } from '#db/values.ts'
import { ACCOUNT_KINDS, type AccountKind, BOOKS, UNITS } from '#db/words.ts'
import type { TxCtx } from '../context.ts'

/** The columns that identify an account. Periods are Seoul days, both ends included. */
const KEY = {
  hqId: text,
  companyId: text,
  counterpartyId: nullable(text),
  book: oneOf(BOOKS),
  kind: oneOf(ACCOUNT_KINDS),
  unit: oneOf(UNITS),
  periodStart: nullable(text),
  periodEnd: nullable(text),
}
export type AccountKey = RowOf<typeof KEY>

const ACCOUNT = {
  ...KEY,
  id: integer,
  balance: integer,
  version: integer,
  floor: nullable(integer),
}
/** A locked account. `post` updates balance and version as it writes. */
export type LedgerAccount = RowOf<typeof ACCOUNT>

const LOCKED = sql`select id, hq_id as "hqId", company_id as "companyId", counterparty_id as "counterpartyId",
  book, kind, unit, period_start::text as "periodStart", period_end::text as "periodEnd", balance, version, floor from accounts`

/** Locks the matching accounts in the order of their ids, so that two commands cannot deadlock. */
export const lockAccounts = (ctx: TxCtx, where: SQL): Promise<LedgerAccount[]> =>
  rowsOf(ctx.db, sql`${LOCKED} where ${where} order by id for update`, ACCOUNT)

/**
 * The same without waiting: the accounts that are free, and the companies of which an account is locked by
 * others. Nothing can be concluded about those companies, so none of their accounts is returned.
 */
export async function lockFreeAccounts(
  ctx: TxCtx,
  where: SQL,
): Promise<{ accounts: LedgerAccount[]; contended: Set<string> }> {
  const rows = await rowsOf(
    ctx.db,
    sql`with wanted as (select id, company_id from accounts where ${where}),
        free as (${LOCKED} where ${where} order by id for update skip locked)
      select wanted.company_id as "ownerId", free.* from wanted left join free on free.id = wanted.id order by wanted.id`,
    { ownerId: text, ...ofLeftJoin(ACCOUNT) },
  )
  const contended = new Set(rows.filter(({ id }) => id === null).map(({ ownerId }) => ownerId))
  const accounts = rows.flatMap(({ ownerId, ...account }) =>
    isJoined(account) && !contended.has(ownerId) ? [account] : [],
  )
  return { accounts, contended }
}

// A left join fills all of its columns or none, and an account always has an id.
const isJoined = (
  found: RowOf<ReturnType<typeof ofLeftJoin<typeof ACCOUNT>>>,
): found is LedgerAccount => found.id !== null

/** The database keeps budgets at zero or above; sources and debts may be negative. */
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

/** Creates missing accounts and returns all of them locked, in the order of `keys`. */
export async function openAccounts(ctx: TxCtx, keys: AccountKey[]): Promise<LedgerAccount[]> {
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

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, nullable, type RowOf, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { type Check, collectFaults, FAULT, type Fault, perRange } from './faults.ts'

/** The last row read. Entries are append-only, so the next chunk may continue in another snapshot. */
const LAST = { accountId: text, version: integer, balanceAfter: text }
type Last = RowOf<typeof LAST>

/**
 * Walks all entries by account: versions have no gaps, and each running balance is the previous one plus the
 * amount. Together with `heads` this proves every balance from its entries.
 */
const runningBalances: Check = async function* (ctx, rows) {
  let last: Last = { accountId: '0', version: 0, balanceAfter: '0' }
  for (;;) {
    const end = await endOfChunk(ctx, last, rows)
    if (!end) return
    yield await rowsOf(
      ctx.db,
      sql`with chunk as (select account_id, version, amount, balance_after,
          coalesce(lag(account_id) over walk, ${last.accountId}::bigint) = account_id as same,
          coalesce(lag(version) over walk, ${last.version}::int) as before_version,
          coalesce(lag(balance_after) over walk, ${last.balanceAfter}::bigint) as before_balance
          from entries where (account_id, version) > (${last.accountId}::bigint, ${last.version}::int)
            and (account_id, version) <= (${end.accountId}::bigint, ${end.version}::int)
          window walk as (order by account_id, version)),
        due as (select account_id, version, balance_after, case when same then before_version else 0 end + 1 as due_version,
          case when same then before_balance else 0 end + amount as due_balance from chunk)
        select 'version' as "check", account_id::text as subject, due_version as expected, version as found
          from due where version <> due_version
        union all select 'running balance', account_id::text, due_balance, balance_after
          from due where balance_after <> due_balance`,
      FAULT,
    )
    last = end
  }
}

async function endOfChunk(
  ctx: Ctx,
  { accountId, version }: Last,
  rows: number,
): Promise<Last | undefined> {
  const [end] = await rowsOf(
    ctx.db,
    sql`select account_id::text as "accountId", version, balance_after::text as "balanceAfter" from (
        select account_id, version, balance_after from entries
        where (account_id, version) > (${accountId}::bigint, ${version}::int)
        order by account_id, version limit ${rows}) chunk
      order by account_id desc, version desc limit 1`,
    LAST,
  )
  return end
}

/** An account's balance and version equal those of its last entry, and the balance is not below its floor. */
const heads: Check = async function* (ctx, rows) {
  for (let after = 0; ; ) {
    const [end] = await rowsOf(
      ctx.db,
      sql`select max(id) as "upTo" from (select id from accounts where id > ${after} order by id limit ${rows}) chunk`,
      { upTo: nullable(integer) },
    )
    if (!end?.upTo) return
    yield await rowsOf(
      ctx.db,
      sql`with head as (select a.id, a.balance, a.version, a.floor, coalesce(e.version, 0) as last_version,
          coalesce(e.balance_after, 0) as last_balance
          from accounts a left join lateral (select version, balance_after from entries
            where account_id = a.id order by version desc limit 1) e on true
          where a.id > ${after} and a.id <= ${end.upTo})
        select 'balance' as "check", id::text as subject, last_balance as expected, balance as found
          from head where balance <> last_balance
        union all select 'version', id::text, last_version, version from head where version <> last_version
        union all select 'floor', id::text, floor, balance from head where balance < floor`,
      FAULT,
    )
    after = end.upTo
  }
}

/** Every transfer has entries, sums to zero per unit and stays in its tree. */
const transfers = perRange(
  sql`transfers`,
  ({ within }) => sql`with leg as (select t.id, t.hq_id, a.unit, a.hq_id as account_hq, e.amount
      from transfers t left join entries e on e.transfer_id = t.id left join accounts a on a.id = e.account_id
      where ${within(sql`t.id`)})
    select 'empty transfer' as "check", id::text as subject, 1::bigint as expected, 0::bigint as found
      from leg where amount is null
    union all select 'transfer', id::text, 0, sum(amount)::bigint from leg where amount is not null
      group by id, unit having sum(amount) <> 0
    union all select 'transfer of another tree', id::text, 0, count(*) from leg where account_hq <> hq_id group by id`,
)

/** A hold is ended at most once, by exactly the amount held. */
const holds = perRange(
  sql`transfers`,
  ({
    within,
  }) => sql`select 'hold' as "check", h.id::text as subject, h.held::bigint as expected, -e.held::bigint as found
    from (select t.id, sum(e.amount) as held from transfers t join entries e on e.transfer_id = t.id
      join accounts a on a.id = e.account_id and a.kind = 'held'
      where t.kind = 'hold' and ${within(sql`t.id`)} group by t.id) h
    join lateral (select sum(e.amount) as held from transfers t join entries e on e.transfer_id = t.id
      join accounts a on a.id = e.account_id and a.kind = 'held' where t.ends_hold_id = h.id) e on e.held is not null
    where e.held <> -h.held`,
)

/** Transfers stay within a tree, so each tree's book sums to zero. */
const trees: Check = async function* (ctx) {
  yield await rowsOf(
    ctx.db,
    sql`select 'tree' as "check", hq_id::text || ' ' || book || ' ' || unit as subject, 0::bigint as expected,
      sum(balance)::bigint as found from accounts group by hq_id, book, unit having sum(balance) <> 0`,
    FAULT,
  )
}

/** Checks of the journal itself: entries, balances, transfers, holds. They read in chunks. */
export const LEDGER_CHECKS: readonly Check[] = [runningBalances, heads, transfers, holds, trees]

/** Recomputes every balance of the journal. An empty list means that the journal is consistent. */
export const checkLedger = (ctx: Ctx): Promise<Fault[]> => collectFaults(ctx, LEDGER_CHECKS)

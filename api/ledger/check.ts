import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Ctx } from '../context.ts'

export type Fault = { check: string; subject: string; expected: number; found: number }

/**
 * Derives every balance again from its entries. An empty list means that the books hold:
 * balances and versions equal their entries, transfers and trees sum to zero, holds end at most once
 * with exactly what they held. Reads one snapshot, so it may run while orders are placed.
 */
export async function checkLedger(ctx: Ctx): Promise<Fault[]> {
  return ctx.db.transaction(
    async (tx) => {
      const faults: Fault[] = []
      for (const statement of CHECKS) faults.push(...(await rowsOf<Fault>(tx, statement)))
      return faults
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

const CHECKS = [
  sql`select 'balance' as "check", a.id::text as subject, coalesce(e.total, 0)::bigint as expected, a.balance as found
    from accounts a left join (select account_id, sum(amount) total, count(*) n, max(version) v from entries group by 1) e on e.account_id = a.id
    where a.balance <> coalesce(e.total, 0)`,
  sql`select 'version' as "check", a.id::text as subject, coalesce(e.n, 0)::bigint as expected, a.version::bigint as found
    from accounts a left join (select account_id, count(*) n, max(version) v from entries group by 1) e on e.account_id = a.id
    where a.version <> coalesce(e.n, 0) or a.version <> coalesce(e.v, 0)`,
  sql`select 'running balance' as "check", account_id::text as subject, running::bigint as expected, balance_after as found
    from (select account_id, balance_after, sum(amount) over (partition by account_id order by version) running from entries) r
    where running <> balance_after`,
  sql`select 'transfer' as "check", e.transfer_id::text as subject, 0::bigint as expected, sum(e.amount)::bigint as found
    from entries e join accounts a on a.id = e.account_id group by e.transfer_id, a.unit having sum(e.amount) <> 0`,
  sql`select 'empty transfer' as "check", t.id::text as subject, 1::bigint as expected, 0::bigint as found
    from transfers t where not exists (select 1 from entries e where e.transfer_id = t.id)`,
  sql`select 'tree' as "check", hq_id::text || ' ' || book || ' ' || unit as subject, 0::bigint as expected, sum(balance)::bigint as found
    from accounts group by hq_id, book, unit having sum(balance) <> 0`,
  sql`select 'floor' as "check", id::text as subject, floor as expected, balance as found from accounts where balance < floor`,
  sql`select 'hold' as "check", h.id::text as subject, h.amount::bigint as expected, -e.amount::bigint as found
    from (select t.id, sum(e.amount) amount from transfers t join entries e on e.transfer_id = t.id
          join accounts a on a.id = e.account_id and a.kind = 'held' where t.kind = 'hold' group by t.id) h
    join (select t.ends_hold_id, sum(e.amount) amount from transfers t join entries e on e.transfer_id = t.id
          join accounts a on a.id = e.account_id and a.kind = 'held' where t.ends_hold_id is not null group by 1) e
    on e.ends_hold_id = h.id where e.amount <> -h.amount`,
]

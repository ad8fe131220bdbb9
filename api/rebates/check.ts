import { sql } from 'drizzle-orm'
import { type Check, perRange } from '../ledger/faults.ts'

/** Every visible grant moved exactly its amount into the receiver's budget of its period. */
const grants = perRange(
  sql`rebate_grants`,
  ({
    within,
  }) => sql`select 'grant' as "check", g.id::text as subject, g.amount_won as expected, m.won::bigint as found
    from rebate_grants g cross join lateral (select coalesce(sum(e.amount), 0) as won from transfers t
      join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id
      where t.id = g.transfer_id and t.subject_id = g.id and t.kind in ('allocate', 'distribute')
        and a.company_id = g.to_id and a.book = 'budget' and a.kind = 'available'
        and a.period_start = g.period_start and a.period_end = g.period_end) m
    where ${within(sql`g.id`)} and m.won <> g.amount_won`,
)

/** Every allocation and distribution in the journal has a visible grant. */
const givenBudgets = perRange(
  sql`transfers`,
  ({
    within,
  }) => sql`select 'budget without a grant' as "check", t.id::text as subject, 1 as expected, 0 as found
    from transfers t where ${within(sql`t.id`)} and t.kind in ('allocate', 'distribute')
      and not exists (select 1 from rebate_grants g where g.id = t.subject_id and g.transfer_id = t.id)`,
)

export const REBATE_CHECKS: readonly Check[] = [grants, givenBudgets]

import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, listOf, nullable, oneOf, text } from '#db/values.ts'
import { CARRIERS, CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { instantsOf, type Period } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { Replayed } from '../drafts/replayed.ts'
import { firstIdAt } from '../ids.ts'
import type { Group } from './tally.ts'

const GROUP = {
  agencyId: text,
  retailId: text,
  carrier: oneOf(CARRIERS),
  planId: text,
  planFeeWon: integer,
  deviceId: nullable(text),
  joinType: oneOf(JOIN_TYPES),
  supportType: oneOf(SUPPORT_TYPES),
  segment: oneOf(CUSTOMER_SEGMENTS),
  months: integer,
  additions: listOf(text),
  grossWon: integer,
  orders: integer,
  sample: text,
}

/**
 * The submitted orders of whole days that the draft would have taken, without those that were rejected or
 * cancelled. Grouped by all that a price depends on, because a network has few combinations and many orders.
 * An id holds the instant of its order, so the tree's own index finds the days.
 */
export function pastOrders(
  { replica }: Ctx,
  hqId: string,
  replayed: Replayed,
  period: Period,
): Promise<Group[]> {
  const { from, to } = instantsOf(period)
  // The segment is that of `segmentOf` in policies/axes.ts.
  return rowsOf(
    replica,
    sql`select o.agency_id as "agencyId", o.retail_id as "retailId", o.carrier, o.plan_id as "planId", o.plan_fee_won as "planFeeWon",
        o.device_id as "deviceId", o.join_type as "joinType", o.support_type as "supportType",
        case when o.customer_type = 'corporate' then 'business' else 'individual' end as segment, o.contract_months as months,
        coalesce(jsonb_path_query_array(o.pricing, '$.additions[*].name'), '[]') as additions,
        o.gross_won as "grossWon", count(*)::int as orders, min(o.number) as sample
      from orders o
      where o.hq_id = ${hqId} and o.id >= ${firstIdAt(from)} and o.id < ${firstIdAt(to)}
        and o.status not in ('rejected', 'cancelled') and ${governed(replayed)}
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`,
    GROUP,
  )
}

/** A condition for the orders that come under the draft, in a query where `o` is `orders`. */
function governed({ policyId, carrier, joinType, targets, exclusions }: Replayed): SQL {
  const conditions = [
    sql`o.agency_id in (${idsOf(targets)})`,
    ...(exclusions.length > 0 ? [sql`o.retail_id not in (${idsOf(exclusions)})`] : []),
    ...(carrier === 'all' ? [] : [sql`o.carrier = ${carrier}`]),
    ...(joinType === 'all' ? [] : [sql`o.join_type = ${joinType}`]),
    ...(policyId ? [sql`o.policy_id = ${policyId}`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

/** One parameter, however many there are. */
const idsOf = (ids: readonly string[]): SQL =>
  sql`select w.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::json) w(id)`

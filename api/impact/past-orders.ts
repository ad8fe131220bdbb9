import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, listOf, nullable, oneOf, recordOf, text } from '#db/values.ts'
import { CARRIERS, CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { instantsOf, type Period } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import type { Replayed } from '../drafts/replayed.ts'
import { firstIdAt } from '../ids.ts'
import type { Group } from './tally.ts'

const GROUP = {
  agencyId: nullable(text),
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
  shops: recordOf(integer),
  sample: text,
}

/**
 * The submitted orders of whole days that the draft would have taken, without those that were rejected or
 * cancelled. Grouped by all that a price depends on, because a network has few combinations and many orders;
 * who placed them stands in one value of each group, because reading a row for each shop costs more than all
 * the rest. An id holds the instant of its order, so the tree's own index finds the days.
 */
export function pastOrders(
  { replica }: Ctx,
  hqId: string,
  replayed: Replayed,
  period: Period,
): Promise<Group[]> {
  const { from, to } = instantsOf(period)
  const ownAmount = replayed.agencyOverrides.map(({ agencyId }) => agencyId)
  // The segment is that of `segmentOf` in policies/axes.ts.
  return rowsOf(
    replica,
    sql`with placed as (
        select case when o.agency_id in (${idsOf(ownAmount)}) then o.agency_id end as "agencyId", o.agency_id || ' ' || o.retail_id as shop,
          o.carrier, o.plan_id as "planId", o.plan_fee_won as "planFeeWon", o.device_id as "deviceId", o.join_type as "joinType",
          o.support_type as "supportType", case when o.customer_type = 'corporate' then 'business' else 'individual' end as segment,
          o.contract_months as months, coalesce(jsonb_path_query_array(o.pricing, '$.additions[*].name'), '[]') as additions,
          o.gross_won as "grossWon", count(*)::int as orders, min(o.number) as sample
        from orders o
        where o.hq_id = ${hqId} and o.id >= ${firstIdAt(from)} and o.id < ${firstIdAt(to)}
          and o.status not in ('rejected', 'cancelled') and ${governed(replayed)}
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
      select "agencyId", carrier, "planId", "planFeeWon", "deviceId", "joinType", "supportType", segment, months, additions, "grossWon",
        sum(orders)::int as orders, json_object_agg(shop, orders) as shops, min(sample) as sample
      from placed group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`,
    GROUP,
  )
}

/** A condition for the orders that come under the draft, in a query where `o` is `orders`. */
function governed({ policyId, carrier, joinType, targets, exclusions, only }: Replayed): SQL {
  const conditions = [
    sql`o.agency_id in (${idsOf(targets)})`,
    ...(exclusions.length > 0 ? [sql`o.retail_id not in (${idsOf(exclusions)})`] : []),
    ...(carrier === 'all' ? [] : [sql`o.carrier = ${carrier}`]),
    ...(joinType === 'all' ? [] : [sql`o.join_type = ${joinType}`]),
    ...(only
      ? [sql`(o.agency_id in (${idsOf(only.agencies)}) or o.retail_id in (${idsOf(only.shops)}))`]
      : []),
    ...(policyId ? [sql`(o.policy_id = ${policyId} or ${isNewTo(policyId)})`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

/**
 * Whether an order is one that the policy does not take: of what succeeds it in more agencies, carriers or join
 * types, those orders are the cost of having more.
 */
const isNewTo = (
  policyId: string,
): SQL => sql`(o.agency_id not in (select t.agency_id from policy_targets t where t.policy_id = ${policyId})
    or o.retail_id in (select x.retail_id from policy_exclusions x where x.policy_id = ${policyId})
    or o.carrier::text not in (select coalesce(nullif(p.carrier::text, 'all'), o.carrier::text) from policies p where p.id = ${policyId})
    or o.join_type::text not in (select coalesce(nullif(p.join_type::text, 'all'), o.join_type::text) from policies p where p.id = ${policyId}))`

/** One parameter, however many there are. */
const idsOf = (ids: readonly string[]): SQL =>
  sql`select w.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::json) w(id)`

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, instant, integer, nullable, oneOf, text } from '#db/values.ts'
import { CELL_CARRIERS, JOIN_TYPES, POLICY_STATUSES } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { startAfter, successionProblem } from '../policies/succession-problem.ts'
import type { Steps } from './contract.ts'
import { instantIn } from './fields.ts'
import { draftFor, stepsOf } from './queries.ts'
import { type DraftSuccession, NAMED_MAX } from './succession-contract.ts'

const NOBODY = { agencies: { count: 0, shops: 0, named: [] }, shops: { count: 0, named: [] } }

/** What publishing a draft does to the policy that it follows, and whom it leaves without a price. */
export async function draftSuccession(ctx: Ctx, id: string): Promise<DraftSuccession> {
  await draftFor(ctx, id)
  const steps = await stepsOf(ctx, id)
  const { succeeds } = steps.activation
  const predecessor = succeeds ? await predecessorOf(ctx, succeeds, steps) : undefined
  if (!succeeds || !predecessor) return { predecessor: null, ...NOBODY }
  return { predecessor, ...(await leftOut(ctx, succeeds, steps)) }
}

const POLICY = {
  id: text,
  title: text,
  status: oneOf(POLICY_STATUSES),
  carrier: oneOf(CELL_CARRIERS),
  joinType: oneOf([...JOIN_TYPES, 'all']),
  validFrom: instant,
  validTo: nullable(instant),
  isSucceeded: boolean,
}

async function predecessorOf(
  ctx: Ctx,
  id: string,
  { prices, terms }: Steps,
): Promise<DraftSuccession['predecessor'] | undefined> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select p.id, p.title, p.status, p.carrier, p.join_type as "joinType", p.valid_from as "validFrom", p.valid_to as "validTo",
        exists (select 1 from policies n where n.succeeds = p.id and n.status in ('active', 'expired')) as "isSucceeded"
      from policies p where p.id = ${id} and p.hq_id = ${ctx.actor.companyId}`,
    POLICY,
  )
  if (!row) return undefined
  const now = ctx.clock.now()
  const written = instantIn(terms.validFrom)
  const startsAt = startAfter(written ? new Date(written) : now, now)
  const { carrier = 'all', joinType = 'all' } = prices
  return {
    ...{ id: row.id, title: row.title, validTo: row.validTo?.toISOString() ?? null },
    // A start that passed while the draft waited is the moment of publishing.
    startsAt: startsAt > now ? startsAt.toISOString() : null,
    problem: successionProblem(row, { carrier, joinType, startsAt }, now) ?? null,
  }
}

/** Open companies that the policy reaches, or would once it has begun, in a statement with their `p`. */
const had = (
  id: string,
) => sql`companies c join policy_targets t on t.policy_id = ${id} and t.agency_id = c.agency_id and t.exposed
  where c.active and c.approved_at is not null and c.removed_at is null
    and not exists (select 1 from policy_exclusions x where x.policy_id = ${id} and x.retail_id = c.id)`
const idsOf = (ids: readonly string[]) =>
  sql`(select w.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::json) w(id))`

async function leftOut(
  ctx: Ctx,
  id: string,
  { targets: { targets = [], exclusions = [] } }: Steps,
): Promise<Pick<DraftSuccession, 'agencies' | 'shops'>> {
  const agencies = await rowsOf(
    ctx.db,
    sql`select c.id, c.name, (select count(*)::int from companies s where s.parent_id = c.id and s.active
        and s.approved_at is not null and s.removed_at is null
        and not exists (select 1 from policy_exclusions y where y.policy_id = ${id} and y.retail_id = s.id)) as shops
      from ${had(id)} and c.tier = 'agency' and c.id not in ${idsOf(targets)} order by c.name, c.id`,
    { id: text, name: text, shops: integer },
  )
  const shops = await rowsOf(
    ctx.db,
    sql`select c.id, c.name from ${had(id)} and c.tier = 'retail' and c.agency_id in ${idsOf(targets)}
      and c.id in ${idsOf(exclusions)} order by c.name, c.id`,
    { id: text, name: text },
  )
  return {
    agencies: {
      count: agencies.length,
      shops: agencies.reduce((sum, agency) => sum + agency.shops, 0),
      named: agencies.slice(0, NAMED_MAX).map(({ id, name }) => ({ id, name })),
    },
    shops: { count: shops.length, named: shops.slice(0, NAMED_MAX) },
  }
}

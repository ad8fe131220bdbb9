import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, integer } from '#db/values.ts'
import { devicesAt, plansAt } from '../catalog/terms.ts'
import type { Ctx } from '../context.ts'
import type { FirstSteps } from './contract.ts'

const COUNTS = {
  plans: integer,
  devices: integer,
  policies: integer,
  agencies: integer,
  shops: integer,
  hasOrders: boolean,
}

/** How far a headquarters is on its way to the first order, from its data alone. */
export async function firstSteps(ctx: Ctx): Promise<FirstSteps> {
  const { hqId } = ctx.actor
  const now = ctx.clock.now()
  const below = (tier: 'agency' | 'retail') =>
    sql`(select count(*)::int from companies where hq_id = ${hqId} and tier = ${tier} and active)`
  const [counts] = await rowsOf(
    ctx.db,
    sql`select
      (select count(*)::int from ${plansAt(now)} p where p.hq_id = ${hqId} and p.state = 'sold') as plans,
      (select count(*)::int from ${devicesAt(now)} p where p.hq_id = ${hqId} and p.state = 'sold') as devices,
      (select count(*)::int from policies where hq_id = ${hqId} and status = 'active') as policies,
      ${below('agency')} as agencies, ${below('retail')} as shops,
      exists (select 1 from orders where hq_id = ${hqId}) as "hasOrders"`,
    COUNTS,
  )
  if (!counts) throw new Error('counts are one row')
  const { plans, devices, policies, agencies, hasOrders } = counts
  // Each step with its condition; the first that does not hold is next.
  const done = [
    ['catalog', plans > 0 && devices > 0],
    // A policy is published to agencies, so one comes first.
    ['agency', agencies > 0],
    ['policy', policies > 0],
    ['order', hasOrders],
  ] as const
  // After the first order the way is known, whatever is stopped or removed later.
  const next = hasOrders ? null : (done.find(([, isDone]) => !isDone)?.[0] ?? null)
  return { ...counts, next }
}

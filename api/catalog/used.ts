import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, integer, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import type { CatalogEffects } from './contract.ts'
import { deviceFor, noSuchPlan, policiesFor } from './queries.ts'

// What refers to a plan or device. An order has the id of its plan; a device stands in the answers of its form,
// by name.

const EFFECTS = { policies: integer, openOrders: integer, isUsed: boolean }
const open = sql`o.status in ('pending', 'approved', 'shipped')`

export async function planEffects(ctx: Ctx, id: string): Promise<CatalogEffects> {
  const { hqId } = ctx.actor
  const [found] = await rowsOf(
    ctx.replica,
    sql`select ${policiesFor(ctx.clock.now())} as policies,
        (select count(*)::int from orders o where o.plan_id = p.id and ${open}) as "openOrders",
        exists (select 1 from orders o where o.plan_id = p.id) as "isUsed"
      from plans p where p.id = ${id} and p.hq_id = ${hqId} and p.removed_at is null`,
    EFFECTS,
  )
  if (!found) throw noSuchPlan()
  return found
}

export async function deviceEffects(ctx: Ctx, id: string): Promise<CatalogEffects> {
  const { name } = await deviceFor(ctx, id)
  const { hqId } = ctx.actor
  const [found] = await rowsOf(
    ctx.replica,
    sql`select 0 as policies,
      (select count(*)::int from orders o
        where o.hq_id = ${hqId} and ${open} and o.form ->> 'device_model' = ${name}) as "openOrders",
      exists (select 1 from orders o
        where o.hq_id = ${hqId} and o.form ->> 'device_model' = ${name}) as "isUsed"`,
    EFFECTS,
  )
  return found ?? { policies: 0, openOrders: 0, isUsed: false }
}

/** The ids of these plans that orders name. */
export const usedPlans = (ctx: Ctx, ids: readonly string[]): Promise<{ id: string }[]> =>
  rowsOf(
    ctx.db,
    sql`select p.id from plans p where p.id = any (${sql.param([...ids])}::uuid[])
      and exists (select 1 from orders o where o.plan_id = p.id)`,
    { id: text },
  )

/** The ids of these device models that orders of the HQ name. */
export const usedDevices = (ctx: Ctx, ids: readonly string[]): Promise<{ id: string }[]> =>
  rowsOf(
    ctx.db,
    sql`select p.id from device_models p where p.id = any (${sql.param([...ids])}::uuid[])
      and exists (select 1 from orders o where o.hq_id = p.hq_id and o.form ->> 'device_model' = p.name)`,
    { id: text },
  )

import { and, asc, eq, gt, ilike, or } from 'drizzle-orm'
import { deviceModels, plans } from '#db/schema/catalog.ts'
import { containing } from '../companies/containing.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Device, DeviceFilter, Plan, PlanFilter } from './contract.ts'

const plan = {
  id: plans.id,
  carrier: plans.carrier,
  name: plans.name,
  monthlyFeeWon: plans.monthlyFeeWon,
  active: plans.active,
}

const device = {
  id: deviceModels.id,
  manufacturer: deviceModels.manufacturer,
  name: deviceModels.name,
  colors: deviceModels.colors,
  active: deviceModels.active,
}

/** The plans of the tree's HQ; its agencies and shops read the same catalogue. */
export async function listPlans(ctx: Ctx, filter: PlanFilter): Promise<Page<Plan>> {
  const { carrier, active, after, limit } = filter
  const rows = await ctx.replica
    .select(plan)
    .from(plans)
    .where(
      and(
        eq(plans.hqId, ctx.actor.hqId),
        eq(plans.active, active === 'true'),
        carrier && eq(plans.carrier, carrier),
        after ? gt(plans.id, after) : undefined,
      ),
    )
    .orderBy(asc(plans.id))
    .limit(limit + 1)
  return toPage(rows, limit)
}

/** A plan of the tree's HQ, also one that is switched off: old orders still name it. */
export async function planFor(ctx: Ctx, id: string): Promise<Plan> {
  const [row] = await ctx.db
    .select(plan)
    .from(plans)
    .where(and(eq(plans.id, id), eq(plans.hqId, ctx.actor.hqId)))
  if (!row) throw new AppError('not_found', 'There is no such plan.')
  return row
}

/** The device models of the tree's HQ. */
export async function listDevices(ctx: Ctx, filter: DeviceFilter): Promise<Page<Device>> {
  const { q, active, after, limit } = filter
  const rows = await ctx.replica
    .select(device)
    .from(deviceModels)
    .where(
      and(
        eq(deviceModels.hqId, ctx.actor.hqId),
        eq(deviceModels.active, active === 'true'),
        q
          ? or(
              ilike(deviceModels.name, containing(q)),
              ilike(deviceModels.manufacturer, containing(q)),
            )
          : undefined,
        after ? gt(deviceModels.id, after) : undefined,
      ),
    )
    .orderBy(asc(deviceModels.id))
    .limit(limit + 1)
  return toPage(rows, limit)
}

import { and, asc, eq } from 'drizzle-orm'
import { deviceModels, plans } from '#db/schema/catalog.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Device, DeviceFilter, Plan, PlanFilter } from './contract.ts'
import { DEVICE_COLUMNS, DEVICE_FILTERS, PLAN_COLUMNS, PLAN_FILTERS } from './list.ts'

/** The plans of the tree's HQ; its agencies and shops share this catalogue. */
export async function listPlans(ctx: Ctx, filter: PlanFilter): Promise<Page<Plan>> {
  const rows = await ctx.replica
    .select(PLAN_COLUMNS)
    .from(plans)
    .where(and(eq(plans.hqId, ctx.actor.hqId), ...conditionsOf(PLAN_FILTERS, filter, undefined)))
    .orderBy(asc(plans.id))
    .limit(filter.limit + 1)
  return toPage(rows, filter.limit)
}

/** A plan of the tree's HQ, active or not: old orders refer to inactive ones. */
export async function planFor(ctx: Ctx, id: string): Promise<Plan> {
  const [row] = await ctx.db
    .select(PLAN_COLUMNS)
    .from(plans)
    .where(and(eq(plans.id, id), eq(plans.hqId, ctx.actor.hqId)))
  if (!row) throw new AppError('not_found', 'There is no such plan.')
  return row
}

/** The device models of the tree's HQ. */
export async function listDevices(ctx: Ctx, filter: DeviceFilter): Promise<Page<Device>> {
  const rows = await ctx.replica
    .select(DEVICE_COLUMNS)
    .from(deviceModels)
    .where(
      and(
        eq(deviceModels.hqId, ctx.actor.hqId),
        ...conditionsOf(DEVICE_FILTERS, filter, undefined),
      ),
    )
    .orderBy(asc(deviceModels.id))
    .limit(filter.limit + 1)
  return toPage(rows, filter.limit)
}

import { and, type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type {
  Device,
  DeviceFilter,
  DeviceHistory,
  Plan,
  PlanFilter,
  PlanHistory,
} from './contract.ts'
import {
  DEVICE,
  DEVICE_FILTERS,
  DEVICE_TERMS,
  deviceItem,
  PLAN,
  PLAN_FILTERS,
  PLAN_TERMS,
} from './list.ts'
import { asOf, devicesAt, nextOf, plansAt } from './terms.ts'

/** The plans of the tree's HQ; its agencies and shops share this catalogue. */
export async function listPlans(ctx: Ctx, filter: PlanFilter): Promise<Page<Plan>> {
  const at = asOf(filter.on, ctx.clock.now())
  const where = conditionsOf(PLAN_FILTERS, filter, undefined)
  const rows = await rowsOf(ctx.replica, plansWhere(ctx, at, where, filter.limit + 1), PLAN)
  return toPage(rows, filter.limit)
}

/** A plan of the tree's HQ, sold or not: old orders refer to those of before. */
export async function planFor(ctx: Ctx, id: string): Promise<Plan> {
  const one = plansWhere(ctx, ctx.clock.now(), [sql`p.id = ${id}`], 1)
  const [row] = await rowsOf(ctx.db, one, PLAN)
  if (!row) throw noSuchPlan()
  return row
}

const DAYS = sql`p.valid_from::text as "validFrom", p.valid_until::text as "validUntil"`
const SHARED = sql`p.id, p.name, p.active, p.state, p.version, ${DAYS}`

/** The statement of the list, for plans of the tree that meet the conditions. */
export const plansWhere = (ctx: Ctx, at: Date, conditions: SQL[], limit: number): SQL => sql`
  select ${SHARED}, p.carrier, p.category, p.description, p.monthly_fee_won as "monthlyFeeWon",
    ${ctx.actor.tier === 'hq' ? policiesFor(at) : sql`null::int`} as policies, ${nextOf('plan', at)} as next
  from ${plansAt(at)} p where ${and(sql`p.hq_id = ${ctx.actor.hqId}`, ...conditions)}
  order by p.id limit ${limit}`

/** Policies that price plans of this carrier at an instant. */
export const policiesFor = (at: Date): SQL => sql`(
  select count(*)::int from policies y where y.hq_id = p.hq_id and y.status = 'active'
    and y.carrier in ('all', p.carrier::text)
    and (y.valid_to is null or y.valid_to > ${at.toISOString()}::timestamptz))`

/** The device models of the tree's HQ. */
export async function listDevices(ctx: Ctx, filter: DeviceFilter): Promise<Page<Device>> {
  const at = asOf(filter.on, ctx.clock.now())
  const where = conditionsOf(DEVICE_FILTERS, filter, undefined)
  const rows = await rowsOf(ctx.replica, devicesWhere(ctx, at, where, filter.limit + 1), DEVICE)
  return toPage(rows.map(deviceItem), filter.limit)
}

export async function deviceFor(ctx: Ctx, id: string): Promise<Device> {
  const one = devicesWhere(ctx, ctx.clock.now(), [sql`p.id = ${id}`], 1)
  const [row] = await rowsOf(ctx.db, one, DEVICE)
  if (!row) throw noSuchDevice()
  return deviceItem(row)
}

export const devicesWhere = (ctx: Ctx, at: Date, conditions: SQL[], limit: number): SQL => sql`
  select ${SHARED}, p.manufacturer, p.model_code as "modelCode", p.colors, p.color_codes as "colorCodes",
    p.storages, ${nextOf('device', at)} as next
  from ${devicesAt(at)} p where ${and(sql`p.hq_id = ${ctx.actor.hqId}`, ...conditions)}
  order by p.id limit ${limit}`

/** All terms of a plan, the latest first: planned ones, those in force, earlier ones and those of its entry. */
export async function planHistory(ctx: Ctx, id: string): Promise<PlanHistory> {
  const rows = await rowsOf(ctx.replica, historyOf('plan', ctx, id, 'monthly_fee_won'), PLAN_TERMS)
  if (rows.length === 0) throw noSuchPlan()
  return { items: rows }
}

export async function deviceHistory(ctx: Ctx, id: string): Promise<DeviceHistory> {
  const rows = await rowsOf(ctx.replica, historyOf('device', ctx, id, 'storages'), DEVICE_TERMS)
  if (rows.length === 0) throw noSuchDevice()
  return { items: rows }
}

const HISTORY_MAX = 200
/** Of several changes for one instant the last one counts. */
function historyOf(kind: 'plan' | 'device', ctx: Ctx, id: string, column: string): SQL {
  const own = sql.raw(kind === 'plan' ? 'plans' : 'device_models')
  const changes = sql.raw(`${kind}_changes`)
  const named = sql.raw(`${column} as "${kind === 'plan' ? 'monthlyFeeWon' : 'storages'}"`)
  const days = sql`valid_from::text as "validFrom", valid_until::text as "validUntil"`
  const mine = sql`select id from ${own} where id = ${id} and hq_id = ${ctx.actor.hqId} and removed_at is null`
  return sql`
    (select distinct on (effective_from)
        to_char(effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "effectiveFrom", ${named}, ${days}
      from ${changes} where ${sql.raw(`${kind}_id`)} in (${mine}) order by effective_from desc, id desc
      limit ${HISTORY_MAX})
    union all
    select null, ${named}, ${days} from ${own} where id in (${mine})`
}

export const noSuchPlan = () => new AppError('not_found', 'There is no such plan.')
export const noSuchDevice = () => new AppError('not_found', 'There is no such device model.')

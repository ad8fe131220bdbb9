import { eq, gt } from 'drizzle-orm'
import * as z from 'zod'
import { deviceModels, plans } from '#db/schema/catalog.ts'
import { CARRIERS } from '#db/words.ts'
import { nameContains } from '../companies/name-contains.ts'
import { filter, queryOf } from '../list.ts'
import { Id, pageQuery, Search } from '../shapes.ts'

// The lists of plans and of device models: columns, item, filters and cursor.

const Active = z.enum(['true', 'false'])
/** By default only active items are listed; `false` lists the inactive ones. */
const active = Active.default('true')

/** Columns of `plans`. */
export const PLAN_COLUMNS = {
  id: plans.id,
  carrier: plans.carrier,
  name: plans.name,
  monthlyFeeWon: plans.monthlyFeeWon,
  active: plans.active,
}

export type Plan = z.infer<typeof Plan>
export const Plan = z.object({
  id: Id,
  carrier: z.enum(CARRIERS),
  name: z.string(),
  monthlyFeeWon: z.int(),
  active: z.boolean(),
})

export const PLAN_FILTERS = {
  active: filter(Active, (word) => eq(plans.active, word === 'true')),
  carrier: filter(z.enum(CARRIERS), (carrier) => eq(plans.carrier, carrier)),
  after: filter(Id, (id) => gt(plans.id, id)),
}

export type PlanFilter = z.infer<typeof PlanFilter>
export const PlanFilter = z.strictObject({ ...pageQuery, ...queryOf(PLAN_FILTERS), active })

/** Columns of `device_models`. */
export const DEVICE_COLUMNS = {
  id: deviceModels.id,
  manufacturer: deviceModels.manufacturer,
  name: deviceModels.name,
  colors: deviceModels.colors,
  active: deviceModels.active,
}

export type Device = z.infer<typeof Device>
export const Device = z.object({
  id: Id,
  manufacturer: z.string(),
  name: z.string(),
  colors: z.array(z.string()),
  active: z.boolean(),
})

export const DEVICE_FILTERS = {
  active: filter(Active, (word) => eq(deviceModels.active, word === 'true')),
  /** Part of the manufacturer's or the model's name. */
  q: filter(Search(100), (q) => nameContains(deviceModels.nameKey, q)),
  after: filter(Id, (id) => gt(deviceModels.id, id)),
}

export type DeviceFilter = z.infer<typeof DeviceFilter>
export const DeviceFilter = z.strictObject({ ...pageQuery, ...queryOf(DEVICE_FILTERS), active })

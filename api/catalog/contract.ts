import * as z from 'zod'
import { CARRIERS } from '#db/words.ts'
import { Id, pageOf, pageQuery, Text } from '../shapes.ts'

/** Without it only what is on sale is listed; `false` lists what was switched off. */
const active = z.enum(['true', 'false']).default('true')

export type PlanFilter = z.infer<typeof PlanFilter>
export const PlanFilter = z.strictObject({
  carrier: z.enum(CARRIERS).optional(),
  active,
  ...pageQuery,
})

export type Plan = z.infer<typeof Plan>
export const Plan = z.object({
  id: Id,
  carrier: z.enum(CARRIERS),
  name: z.string(),
  monthlyFeeWon: z.int(),
  active: z.boolean(),
})

export type PlanPage = z.infer<typeof PlanPage>
export const PlanPage = pageOf(Plan)

export type DeviceFilter = z.infer<typeof DeviceFilter>
export const DeviceFilter = z.strictObject({
  /** Part of the manufacturer's or of the model's name. */
  q: Text(100).optional(),
  active,
  ...pageQuery,
})

export type Device = z.infer<typeof Device>
export const Device = z.object({
  id: Id,
  manufacturer: z.string(),
  name: z.string(),
  colors: z.array(z.string()),
  active: z.boolean(),
})

export type DevicePage = z.infer<typeof DevicePage>
export const DevicePage = pageOf(Device)

import type * as z from 'zod'
import { pageOf } from '../shapes.ts'
import { Device, Plan } from './list.ts'

export { Device, DeviceFilter, Plan, PlanFilter } from './list.ts'

export type PlanPage = z.infer<typeof PlanPage>
export const PlanPage = pageOf(Plan)

export type DevicePage = z.infer<typeof DevicePage>
export const DevicePage = pageOf(Device)

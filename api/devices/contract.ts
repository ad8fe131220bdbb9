import * as z from 'zod'
import { Id, Instant } from '../shapes.ts'

export type SignedInDevice = z.infer<typeof SignedInDevice>
export const SignedInDevice = z.object({
  id: Id,
  /** The name that the device reports: `Chrome · Windows`; `?` when it reports none. */
  name: z.string(),
  address: z.string().nullable(),
  signedInAt: Instant,
  lastSeenAt: Instant,
  /** True for the device that sends this request. */
  current: z.boolean(),
})

/** The signed-in devices of one person, last seen first. */
export type DeviceList = z.infer<typeof DeviceList>
export const DeviceList = z.object({ items: z.array(SignedInDevice) })

export type RevokeDevices = z.infer<typeof RevokeDevices>
export const RevokeDevices = z.strictObject({ which: z.enum(['others', 'all']) })

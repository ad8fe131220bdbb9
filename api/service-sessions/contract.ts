import * as z from 'zod'
import { Day, Memo, pageOf, Serial } from '../shapes.ts'
import { ServiceSession } from './list.ts'

export { ServiceSession, ServiceSessionFilter } from './list.ts'

export type ServiceSessionPage = z.infer<typeof ServiceSessionPage>
export const ServiceSessionPage = pageOf(ServiceSession)

export const SESSION_NUMBER_MAX = 100_000

export type RecordSession = z.infer<typeof RecordSession>
export const RecordSession = z.strictObject({
  customerId: Serial,
  serviceTypeId: Serial,
  /** The customer's purchase from which the session is taken; null: paid by itself. */
  purchaseId: Serial.nullable().default(null),
  servedOn: Day,
  details: Memo(2_000).nullable().default(null),
  /** By default the number among the sessions of the purchase. */
  sessionNumber: z.int().min(1).max(SESSION_NUMBER_MAX).nullable().default(null),
})

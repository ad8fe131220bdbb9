import * as z from 'zod'
import { SERIAL_MAX } from '../shapes.ts'
import { maybe, V1Day, v1Int, v1Memo } from './fields-contract.ts'

const SKIP_MAX = 1_000_000_000
/** An id of v1. One beyond 32 bits is nobody's, and is read as 0. */
export const v1Serial = v1Int(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).overwrite((id) =>
  id > 0 && id <= SERIAL_MAX ? id : 0,
)
/** Which part of a list, by position. */
export const v1Slice = {
  skip: v1Int(0, SKIP_MAX).default(0),
  limit: v1Int(1, 100).default(20),
}

/** A delivered service in the list (`domain.md` E.5.2). `package_id` is the id of a purchase. */
export type V1Service = z.infer<typeof V1Service>
export const V1Service = z.object({
  usage_id: z.int(),
  customer_id: z.int(),
  customer_name: z.string(),
  service_date: z.string(),
  service_type_id: z.int(),
  service_name: z.string(),
  package_id: z.int().nullable(),
  session_details: z.string().nullable(),
  session_number: z.int().nullable(),
  created_by: z.string().nullable(),
  created_at: z.string(),
})
export const V1ServiceList = z.array(V1Service)

/** The answer to a recorded service, which has other fields in another order. */
export type V1RecordedService = z.infer<typeof V1RecordedService>
export const V1RecordedService = V1Service.pick({
  customer_id: true,
  service_date: true,
  service_type_id: true,
  package_id: true,
  session_details: true,
  session_number: true,
  created_by: true,
  usage_id: true,
  created_at: true,
})

export type V1ServiceQuery = z.infer<typeof V1ServiceQuery>
export const V1ServiceQuery = z.object({
  date_from: V1Day.optional(),
  date_to: V1Day.optional(),
  customer_id: v1Serial.optional(),
  service_type_id: v1Serial.optional(),
  ...v1Slice,
})

/** The codes of the feature specification, in place of the id of a service. */
export const V1_SERVICE_CODES = ['brain', 'pulse', 'lymph', 'red'] as const

/** The service by id or by code; where both are sent, the id counts. */
export type V1RecordService = z.infer<typeof V1RecordService>
export const V1RecordService = z
  .object({
    customer_id: v1Serial,
    service_date: V1Day,
    service_type_id: maybe(v1Serial),
    service_type: maybe(z.enum(V1_SERVICE_CODES)),
    package_id: maybe(v1Serial),
    session_details: maybe(v1Memo(10_000)),
    session_number: maybe(v1Int(-SERIAL_MAX, SERIAL_MAX)),
  })
  .superRefine(({ service_type_id, service_type }, issue) => {
    if (service_type_id == null && service_type == null)
      issue.addIssue({
        ...{ code: 'custom', path: ['service_type_id'], message: 'Field required' },
        params: { pydantic: 'missing' },
      })
  })

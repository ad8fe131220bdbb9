import * as z from 'zod'
import {
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
  PURCHASE_TYPES,
} from '#db/customer-words.ts'
import { AMOUNT_MAX_WON } from '../money.ts'
import { SERIAL_MAX, Search, Word } from '../shapes.ts'
import { maybe, V1Day, v1Int, v1Memo, v1Text } from './fields-contract.ts'
import { v1Serial, v1Slice } from './service-contract.ts'

/** A payment in the list (`domain.md` E.5.2): the amount is a number, and nothing is null but empty. */
export type V1Payment = z.infer<typeof V1Payment>
export const V1Payment = z.object({
  payment_id: z.int(),
  payment_number: z.string(),
  customer_id: z.int(),
  customer_name: z.string(),
  customer_phone: z.string(),
  payment_date: z.string(),
  amount: z.number(),
  payment_method: z.string(),
  payment_type: z.string(),
  payment_status: z.string(),
  payment_staff: z.string(),
  approval_number: z.string(),
  card_holder_name: z.string(),
  purchase_type: z.string(),
  purchase_order: z.union([z.int(), z.literal('')]),
  notes: z.string(),
  created_at: z.string(),
})
export const V1PaymentList = z.array(V1Payment)

/** The answer to a recorded payment: the amount is a text, `50000.00`, and what is not given is null. */
export type V1RecordedPayment = z.infer<typeof V1RecordedPayment>
export const V1RecordedPayment = z.object({
  customer_id: z.int(),
  payment_date: z.string(),
  amount: z.string(),
  payment_method: z.string(),
  payment_type: z.string(),
  payment_status: z.string(),
  payment_staff: z.string().nullable(),
  reference_type: z.string().nullable(),
  reference_id: z.int().nullable(),
  notes: z.string().nullable(),
  payment_id: z.int(),
  payment_number: z.string(),
  created_at: z.string(),
})

export type V1PaymentQuery = z.infer<typeof V1PaymentQuery>
export const V1PaymentQuery = z.object({
  date_from: V1Day.optional(),
  date_to: V1Day.optional(),
  customer_id: v1Serial.optional(),
  // Another word fits no payment.
  payment_method: Word(5000).optional(),
  payment_status: Word(5000).optional(),
  search: Search(200, 0).optional(),
  ...v1Slice,
})

/** Whole won, as a number or as the text of one: `50000`, `"50000.00"`. */
const Amount = z.preprocess(
  (value) =>
    typeof value === 'string' && /^\s*[+-]?\d{1,300}(\.0*)?\s*$/.test(value)
      ? Number(value)
      : value,
  z.int().gt(0).max(AMOUNT_MAX_WON),
)

/** The list writes an empty text for null, and programs send it back. */
const emptyIsNull = <S extends z.ZodType>(field: S) =>
  z.preprocess((value) => (value === '' ? null : value), maybe(field))

/**
 * Absent fields: the day is today in Seoul, the type `single`, the status `completed`, the staff the person who
 * records. The method has no default.
 */
export type V1RecordPayment = z.infer<typeof V1RecordPayment>
export const V1RecordPayment = z.object({
  customer_id: v1Serial,
  payment_date: emptyIsNull(V1Day),
  amount: Amount,
  payment_method: z.enum(PAYMENT_METHODS),
  payment_type: emptyIsNull(z.enum(PAYMENT_TYPES)),
  payment_status: emptyIsNull(z.enum(PAYMENT_STATUSES)),
  payment_staff: emptyIsNull(v1Text(100)),
  approval_number: emptyIsNull(v1Text(50)),
  card_holder_name: emptyIsNull(v1Text(100)),
  purchase_type: emptyIsNull(z.enum(PURCHASE_TYPES)),
  purchase_order: emptyIsNull(v1Int(0, SERIAL_MAX)),
  reference_type: emptyIsNull(v1Text(50)),
  reference_id: emptyIsNull(v1Int(-SERIAL_MAX, SERIAL_MAX)),
  notes: emptyIsNull(v1Memo(500)),
})

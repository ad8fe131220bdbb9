import * as z from 'zod'
import {
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
  PURCHASE_TYPES,
} from '#db/customer-words.ts'
import { Day, Memo, PersonName, PositiveWon, pageOf, Serial, Text } from '../shapes.ts'
import { Payment } from './list.ts'

export { Payment, PaymentFilter } from './list.ts'

export type PaymentPage = z.infer<typeof PaymentPage>
export const PaymentPage = pageOf(Payment)

export const PURCHASE_ORDER_MAX = 10_000

/** How a customer pays. Card numbers are refused, as in every text. */
export const paidBy = {
  method: z.enum(PAYMENT_METHODS),
  /** The number of the slip: the same slip is recorded once. */
  approvalNumber: Text(50).nullable().default(null),
  cardHolderName: PersonName.nullable().default(null),
  /** Who took the payment; by default the person who records it. */
  staff: PersonName.nullable().default(null),
  purchaseType: z.enum(PURCHASE_TYPES).nullable().default(null),
  purchaseOrder: z.int().min(1).max(PURCHASE_ORDER_MAX).nullable().default(null),
  notes: Memo(500).nullable().default(null),
}

export type RecordPayment = z.infer<typeof RecordPayment>
export const RecordPayment = z.strictObject({
  customerId: Serial,
  paidOn: Day,
  amountWon: PositiveWon,
  type: z.enum(PAYMENT_TYPES).default('single'),
  status: z.enum(PAYMENT_STATUSES).default('completed'),
  ...paidBy,
})

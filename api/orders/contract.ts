import * as z from 'zod'
import {
  ADDITION_KINDS,
  ATTACHMENT_TYPES,
  CONTRACT_MONTHS,
  COURIERS,
  CUSTOMER_TYPES,
  JOIN_TYPES,
  ORDER_STATUSES,
  SIM_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { serialOf, toAscii } from '../code.ts'
import { KeptForm } from '../forms/contract.ts'
import { normalForm } from '../forms/normal.ts'
import { ADDITIONS_MAX } from '../policies/matrix-contract.ts'
import {
  Answer,
  Code,
  Day,
  Id,
  Instant,
  kind,
  Memo,
  MobilePhone,
  OrderNumber,
  PersonName,
  Phone,
  pageOf,
  said,
  setOf,
  Text,
  Word,
} from '../shapes.ts'
import { OrderItem } from './list.ts'

export { OrderAmounts, OrderFilter, OrderItem } from './list.ts'

export type PlaceOrder = z.infer<typeof PlaceOrder>
export const PlaceOrder = z.strictObject({
  policyId: Id,
  planId: Id,
  /** Required where the policy's prices differ by device (`needsDevice`). */
  deviceId: Id.optional(),
  joinType: z.enum(JOIN_TYPES),
  contractMonths: z.union(CONTRACT_MONTHS.map((months) => z.literal(months))),
  supportType: z.enum(SUPPORT_TYPES).default('none'),
  simType: z.enum(SIM_TYPES),
  customer: z.strictObject({
    name: PersonName,
    phone: Phone,
    type: z.enum(CUSTOMER_TYPES).default('adult'),
  }),
  /** Names of the policy's additions that the customer takes. */
  additions: setOf(Text(60), { max: ADDITIONS_MAX }).default([]),
  /** Answers to the form of the policy's version, by field key. */
  form: z
    .record(Word(60), Answer(2000))
    .overwrite((form) => normalForm(form))
    .default({}),
  /** The total that the shop was shown; another price now is a `conflict` instead of a surprise. */
  expectedTotalWon: z.int().optional(),
})

export const OrderPage = pageOf(OrderItem)
export type OrderPage = z.infer<typeof OrderPage>

export const ORDER_ACTIONS = ['approve', 'reject', 'ship', 'complete', 'cancel'] as const
export type OrderAction = (typeof ORDER_ACTIONS)[number]

export type OrderAttachment = z.infer<typeof OrderAttachment>
export const OrderAttachment = z.object({
  id: Id,
  /** The field of the form that asked for it. */
  field: z.string(),
  /** Made by the product: `첨부 1.pdf`. */
  name: z.string(),
  type: z.enum(ATTACHMENT_TYPES),
  sizeBytes: z.int(),
})

export type OrderDetail = z.infer<typeof OrderDetail>
export const OrderDetail = OrderItem.extend({
  /** What the caller may do next. */
  actions: z.array(z.enum(ORDER_ACTIONS)),
  policyTitle: z.string(),
  policyVersion: z.int(),
  planFeeWon: z.int(),
  bandWon: z.int(),
  deviceName: z.string().nullable(),
  /** Contained in the amounts. */
  additions: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(ADDITION_KINDS),
      amountWon: z.int(),
      keepDays: z.int(),
    }),
  ),
  /** The source of the caller's amount. A shop learns only whether it is for this shop alone (decision 031). */
  priceFrom: z.enum(['cell', 'override', 'flat']),
  supportType: z.enum(SUPPORT_TYPES),
  simType: z.enum(SIM_TYPES),
  customer: z.object({
    name: z.string(),
    phone: z.string(),
    type: z.enum(CUSTOMER_TYPES),
  }),
  form: z.record(z.string(), z.string()),
  /** The form as it was when the order was placed, with the names of its own fields. */
  template: KeptForm,
  /** The files that this viewer may read, in the order of the form. */
  attachments: z.array(OrderAttachment),
  accountLast4: z.string().nullable(),
  /** What was erased since the order ended: the identifying answers, the customer's name and number. */
  erased: z.object({ answers: z.boolean(), person: z.boolean() }),
  reason: z.string().nullable(),
  courier: z.enum(COURIERS).nullable(),
  trackingNumber: z.string().nullable(),
  activatedNumber: z.string().nullable(),
  activatedOn: z.string().nullable(),
  history: z.array(
    z.object({
      seq: z.int(),
      from: z.enum(ORDER_STATUSES).nullable(),
      to: z.enum(ORDER_STATUSES),
      byCompany: z.string(),
      reason: z.string().nullable(),
      at: Instant,
    }),
  ),
})

export type PlacedOrder = z.infer<typeof PlacedOrder>
export const PlacedOrder = z.object({
  id: Id,
  number: z.string(),
  status: z.literal('pending'),
  version: z.literal(1),
  placedAt: Instant,
  shopWon: z.int(),
  simWon: z.int(),
  totalWon: z.int(),
  heldWon: z.int(),
  availableWon: z.int(),
})

/** Fields of the form whose number no two live orders share. */
export type CheckIdentifier = z.infer<typeof CheckIdentifier>
export const CheckIdentifier = z.strictObject({
  field: z.enum(['imei', 'imei2', 'eid', 'sim_serial']),
  value: Code(60),
})
export type IdentifierCheck = z.infer<typeof IdentifierCheck>
export const IdentifierCheck = z.object({
  taken: z.boolean(),
  /** The caller's own order that has the number; null for another's. */
  order: z.object({ id: Id, number: z.string() }).nullable(),
})

/** A courier's tracking number: digits in any grouping. */
const TrackingNumber = kind(
  'tracking number',
  z
    .string()
    .max(60)
    .overwrite(serialOf)
    .regex(/^\d{6,20}$/, '6 to 20 digits')
    .refine((digits) => /[1-9]/.test(digits), said({ code: 'zeros', message: 'is zeros alone' })),
)

/** The version that the caller saw; if it has changed since, the answer is `version_conflict`. */
const version = z.int().min(1)
export const ApproveOrder = z.strictObject({ version })
export const RejectOrder = z.strictObject({ version, reason: Memo(500) })
export const CancelOrder = z.strictObject({ version, reason: Memo(500) })
export const ShipOrder = z.union([
  z.strictObject({
    version,
    courier: z.enum(COURIERS),
    trackingNumber: TrackingNumber,
  }),
  /** eSIM and pick-up: there is no parcel. */
  z.strictObject({ version, noShipment: z.literal(true) }),
])
export const CompleteOrder = z.strictObject({
  version,
  activatedOn: Day,
  activatedNumber: MobilePhone,
})
export type ShipOrder = z.infer<typeof ShipOrder>
export type CompleteOrder = z.infer<typeof CompleteOrder>

/** Fields that are masked for everyone; a grant reveals one field of one order at a time. */
export const REVEALED_FIELDS = ['account_number', 'birth_date'] as const
export type RevealOrder = z.infer<typeof RevealOrder>
export const RevealOrder = z.strictObject({
  field: z.enum(REVEALED_FIELDS),
  /** The reason for looking; the audit log keeps it with the person. */
  reason: Memo(200, 5),
})
export type RevealedField = z.infer<typeof RevealedField>
export const RevealedField = z.object({
  field: z.enum(REVEALED_FIELDS),
  value: z.string(),
  /** Seconds for which a screen shows the value. */
  seconds: z.int(),
})

export type OrderCounts = z.infer<typeof OrderCounts>
/** Orders in each state, for the tabs above the list. */
export const OrderCounts = z.object({
  counts: z.record(z.enum(ORDER_STATUSES), z.int()),
  total: z.int(),
  sumWon: z.int(),
})
export const CountFilter = z.strictObject({ companyId: Id.optional() })

/** The last four digits of a phone. */
const LastFour = kind(
  'digits',
  z
    .string()
    .max(20)
    .overwrite(toAscii)
    .regex(/^\d{4}$/, 'the last four digits'),
)

export const TrackQuery = z.strictObject({
  order: OrderNumber(40, 6),
  phone: LastFour,
})
export type Tracked = z.infer<typeof Tracked>
export const Tracked = z.object({
  number: z.string(),
  status: z.enum(ORDER_STATUSES),
  steps: z.array(z.object({ status: z.enum(ORDER_STATUSES), at: Instant })),
  /** The shop to ask, with its public number. */
  shop: z.object({ name: z.string(), phone: z.string().nullable() }),
  /** The customer's parcel; null before it is sent and where there is none. */
  shipment: z.object({ courier: z.enum(COURIERS), trackingNumber: z.string() }).nullable(),
})

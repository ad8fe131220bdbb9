import * as z from 'zod'
import {
  CARRIERS,
  CONTRACT_MONTHS,
  COURIERS,
  CUSTOMER_TYPES,
  JOIN_TYPES,
  ORDER_STATUSES,
  SIM_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { Day, Id, Instant, pageOf, pageQuery, Text } from '../shapes.ts'

const Phone = z.string().regex(/^0\d{8,10}$/, 'digits only, for example 01012345678')

export type PlaceOrder = z.infer<typeof PlaceOrder>
export const PlaceOrder = z.strictObject({
  policyId: Id,
  planId: Id,
  joinType: z.enum(JOIN_TYPES),
  contractMonths: z.union(CONTRACT_MONTHS.map((months) => z.literal(months))),
  supportType: z.enum(SUPPORT_TYPES).default('none'),
  simType: z.enum(SIM_TYPES),
  customer: z.strictObject({
    name: Text(50),
    phone: Phone,
    type: z.enum(CUSTOMER_TYPES).default('adult'),
  }),
  /** Answers to the form of the policy's version, by field key. */
  form: z.record(z.string().max(60), Text(2000, 0)).default({}),
  /** The total that the shop was shown; another price now is a `conflict` instead of a surprise. */
  expectedTotalWon: z.int().optional(),
})

export type OrderFilter = z.infer<typeof OrderFilter>
export const OrderFilter = z.strictObject({
  ...pageQuery,
  status: z.enum(ORDER_STATUSES).optional(),
  /** Order number, or the last four digits of the customer's phone. */
  q: Text(40, 4).optional(),
  from: Day.optional(),
  to: Day.optional(),
  companyId: Id.optional(),
  /** `oldest` is the approval queue's order. */
  order: z.enum(['newest', 'oldest']).default('newest'),
})

const Company = z.object({ id: Id, name: z.string() })
/** By viewer: HQ sees what it pays, an agency all three, a shop what it earns (F.5). */
export const OrderAmounts = z.object({
  simWon: z.int(),
  grossWon: z.int().optional(),
  marginWon: z.int().optional(),
  shopWon: z.int().optional(),
  /** The viewer's own total: paid by HQ, received by the agency, earned by the shop. */
  totalWon: z.int(),
})

export type OrderItem = z.infer<typeof OrderItem>
export const OrderItem = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUSES),
  version: z.int(),
  placedAt: Instant,
  movedAt: Instant,
  retail: Company,
  agency: Company,
  policyId: Id,
  carrier: z.enum(CARRIERS),
  planName: z.string(),
  joinType: z.enum(JOIN_TYPES),
  contractMonths: z.int(),
  /** Masked for whoever may not see it. */
  customerName: z.string(),
  amounts: OrderAmounts,
})
export const OrderPage = pageOf(OrderItem)
export type OrderPage = z.infer<typeof OrderPage>

export const ORDER_ACTIONS = ['approve', 'reject', 'ship', 'complete', 'cancel'] as const
export type OrderAction = (typeof ORDER_ACTIONS)[number]

export type OrderDetail = z.infer<typeof OrderDetail>
export const OrderDetail = OrderItem.extend({
  /** What the caller may do next. */
  actions: z.array(z.enum(ORDER_ACTIONS)),
  policyTitle: z.string(),
  policyVersion: z.int(),
  planFeeWon: z.int(),
  bandWon: z.int(),
  /** Where the caller's amount came from: `cell`, `override`, `flat`, `default` or `passed_on`. */
  priceFrom: z.string(),
  supportType: z.enum(SUPPORT_TYPES),
  simType: z.enum(SIM_TYPES),
  customer: z.object({
    name: z.string(),
    phone: z.string(),
    type: z.enum(CUSTOMER_TYPES),
  }),
  form: z.record(z.string(), z.string()),
  accountLast4: z.string().nullable(),
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

/** The version that the caller looked at; left out, the state machine alone decides. */
const version = z.int().min(1).optional()
export const ApproveOrder = z.strictObject({ version })
export const RejectOrder = z.strictObject({ version, reason: Text(500) })
export const CancelOrder = z.strictObject({ version, reason: Text(500) })
export const ShipOrder = z.union([
  z.strictObject({
    version,
    courier: z.enum(COURIERS),
    trackingNumber: z.string().regex(/^\d{6,20}$/),
  }),
  /** eSIM and pick-up: nothing travels. */
  z.strictObject({ version, noShipment: z.literal(true) }),
])
export const CompleteOrder = z.strictObject({ version, activatedOn: Day, activatedNumber: Phone })
export type ShipOrder = z.infer<typeof ShipOrder>
export type CompleteOrder = z.infer<typeof CompleteOrder>

/** What is kept from everybody and shown to whom it is lent, one at a time. */
export const REVEALED_FIELDS = ['account_number', 'birth_date'] as const
export type RevealOrder = z.infer<typeof RevealOrder>
export const RevealOrder = z.strictObject({
  field: z.enum(REVEALED_FIELDS),
  /** Why it has to be seen; kept with who saw it. */
  reason: Text(200, 5),
})
export type RevealedField = z.infer<typeof RevealedField>
export const RevealedField = z.object({
  field: z.enum(REVEALED_FIELDS),
  value: z.string(),
  /** How long a screen shows it. */
  seconds: z.int(),
})

export type OrderCounts = z.infer<typeof OrderCounts>
/** How many orders stand in each state, for the tabs; the same filter as the list's days and company. */
export const OrderCounts = z.object({
  counts: z.record(z.enum(ORDER_STATUSES), z.int()),
  total: z.int(),
  sumWon: z.int(),
})
export const CountFilter = z.strictObject({ companyId: Id.optional() })

export const TrackQuery = z.strictObject({
  order: Text(40, 6),
  phone: z.string().regex(/^\d{4}$/, 'the last four digits'),
})
export type Tracked = z.infer<typeof Tracked>
export const Tracked = z.object({
  number: z.string(),
  status: z.enum(ORDER_STATUSES),
  steps: z.array(z.object({ status: z.enum(ORDER_STATUSES), at: Instant })),
})

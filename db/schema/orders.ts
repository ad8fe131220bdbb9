import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  COURIERS,
  CUSTOMER_TYPES,
  IDENTIFIER_KINDS,
  JOIN_TYPES,
  ORDER_STATUSES,
  SIM_TYPES,
  SUPPORT_TYPES,
} from '../words.ts'
import { carrier } from './catalog.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'
import { type Addition, type Axes, policyVersions, type ShareRule } from './policies.ts'

export const orderStatus = pgEnum('order_status', ORDER_STATUSES)
export const joinType = pgEnum('join_type', JOIN_TYPES)
export const simType = pgEnum('sim_type', SIM_TYPES)
export const supportType = pgEnum('support_type', SUPPORT_TYPES)
export const customerType = pgEnum('customer_type', CUSTOMER_TYPES)
export const courier = pgEnum('courier', COURIERS)
export const identifierKind = pgEnum('identifier_kind', IDENTIFIER_KINDS)
export const totalSpan = pgEnum('total_span', ['day', 'week', 'month', 'all'])

/** Why an amount applied: the cell, override or flat rate, and what was added. Stored with the order. */
export type PricingTrace = {
  bandWon: number
  // Orders of former releases have the carrier of the cell instead of the cell.
  gross: { from: 'override' | 'cell' | 'flat'; cell?: Axes; carrier?: string; months: number }
  shop: {
    from: 'shop_cell' | 'override' | 'cell' | 'rule' | 'default' | 'passed_on'
    cell?: Axes
    rule?: ShareRule
    carrier?: string
    months: number
  }
  additions?: readonly Addition[]
}

export const orders = pgTable(
  'orders',
  {
    id: id(),
    number: text().notNull().unique(),
    hqId: uuid().notNull(),
    agencyId: uuid().notNull(),
    retailId: uuid()
      .notNull()
      .references(() => companies.id),
    // The names when the order was placed: an order is a document, which a new name does not change.
    hqName: text().notNull(),
    agencyName: text().notNull(),
    retailName: text().notNull(),
    policyId: uuid().notNull(),
    policyVersionId: uuid()
      .notNull()
      .references(() => policyVersions.id),
    agencyRateId: uuid(),
    status: orderStatus().notNull(),
    version: integer().notNull(),
    carrier: carrier().notNull(),
    joinType: joinType().notNull(),
    contractMonths: integer().notNull(),
    supportType: supportType().notNull(),
    simType: simType().notNull(),
    planId: uuid().notNull(),
    planName: text().notNull(),
    planFeeWon: won().notNull(),
    // The model of the catalogue that the price follows; its name when the order was placed.
    deviceId: uuid(),
    deviceName: text(),
    // G, S and the SIM adjustment of domain.md C.2; the agency's margin is G − S.
    grossWon: won().notNull(),
    shopWon: won().notNull(),
    simWon: won().notNull(),
    // How much more than G the version let the agency pay; 0 unless HQ has given leave.
    leaveWon: won().notNull().default(0),
    pricing: jsonb().$type<PricingTrace>().notNull(),
    customerName: text().notNull(),
    customerPhone: text().notNull(),
    customerType: customerType().notNull(),
    form: jsonb().$type<Record<string, string>>().notNull(),
    reason: text(),
    courier: courier(),
    trackingNumber: text(),
    activatedNumber: text(),
    activatedOn: date({ mode: 'string' }),
    // The last Seoul days on which an ended order keeps its identifying answers, and its customer's name
    // and number. Null while it is open, and after they were erased.
    answersUntil: date({ mode: 'string' }),
    personUntil: date({ mode: 'string' }),
    placedBy: uuid().notNull(),
    placedAt: at().notNull(),
    movedAt: at().notNull(),
  },
  (t) => [
    index().on(t.hqId, t.id),
    index().on(t.agencyId, t.id),
    index().on(t.retailId, t.id),
    // Whether an order names a plan decides whether the plan may be removed.
    index('orders_plan').on(t.planId),
    index('orders_answers_until').on(t.answersUntil).where(sql`${t.answersUntil} is not null`),
    index('orders_person_until').on(t.personUntil).where(sql`${t.personUntil} is not null`),
    // The approval queue and the orders in progress: small with any number of finished orders.
    index('orders_open')
      .on(t.hqId, t.status, t.id)
      .where(sql`${t.status} in ('pending', 'approved', 'shipped')`),
    // People read out the end of a number: the index finds it, newest first.
    index('orders_number_suffix').on(t.hqId, sql`right(replace(${t.number}, '-', ''), 4)`, t.id),
    index('orders_phone_suffix').on(t.hqId, sql`right(${t.customerPhone}, 4)`, t.id),
    check(
      'orders_split',
      sql`${t.leaveWon} >= 0 and ${t.grossWon} + ${t.leaveWon} >= ${t.shopWon} and ${t.version} > 0`,
    ),
  ],
)

/** Every transition with actor and reason. Append-only. */
export const orderHistory = pgTable(
  'order_history',
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    seq: integer().notNull(),
    fromStatus: orderStatus(),
    toStatus: orderStatus().notNull(),
    byUser: uuid().notNull(),
    byCompany: uuid().notNull(),
    // The company's name at that time. A person is kept by id alone: a stored name would have to be erased.
    byCompanyName: text().notNull(),
    reason: text(),
    at: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.seq] })],
)

/** The bill-payment account, sealed until the order ends; then only the last four digits stay. */
export const orderSecrets = pgTable('order_secrets', {
  orderId: uuid()
    .primaryKey()
    .references(() => orders.id),
  keyId: text(),
  sealed: text(),
  last4: text().notNull(),
  endedAt: at(),
})

/**
 * Numbers that no two live orders of a tree may share, as digests under the tree's key: they outlive the
 * answers, and a copy of the database does not give the numbers back. An index over the unreleased ones makes
 * the second of two orders fail, however they race.
 */
export const orderIdentifiers = pgTable(
  'order_identifiers',
  {
    // A deferred foreign key, in the migration: an order is written after its numbers are free.
    orderId: uuid().notNull(),
    hqId: uuid().notNull(),
    kind: identifierKind().notNull(),
    digest: text().notNull(),
    releasedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.kind, t.digest] }),
    uniqueIndex('order_identifiers_live')
      .on(t.hqId, t.kind, t.digest)
      .where(sql`${t.releasedAt} is null`),
  ],
)

/** The key of a tree's digests, sealed by the vault, so that a new vault key changes no digest. */
export const identifierKeys = pgTable('identifier_keys', {
  hqId: uuid()
    .primaryKey()
    .references(() => companies.id),
  keyId: text().notNull(),
  sealed: text().notNull(),
})

/** Counts and sums by agency, state and span of the placing day, updated in the order's own transaction. */
export const orderTotals = pgTable(
  'order_totals',
  {
    agencyId: uuid().notNull(),
    span: totalSpan().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    status: orderStatus().notNull(),
    hqId: uuid().notNull(),
    orders: integer().notNull(),
    grossWon: won().notNull(),
    shopWon: won().notNull(),
    simWon: won().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.span, t.startsOn, t.status] }),
    index().on(t.hqId, t.span, t.startsOn),
  ],
)

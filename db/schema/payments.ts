import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  PAYMENT_TYPES,
  PURCHASE_TYPES,
} from '../customer-words.ts'
import { at, won } from './columns.ts'
import { companies } from './companies.ts'
import { customers } from './customers.ts'

export const paymentMethod = pgEnum('payment_method', PAYMENT_METHODS)
export const paymentType = pgEnum('payment_type', PAYMENT_TYPES)
export const paymentStatus = pgEnum('payment_status', PAYMENT_STATUSES)
export const purchaseType = pgEnum('purchase_type', PURCHASE_TYPES)

/** Money that a customer paid, or got back: a refund is a row of its own with a positive amount. */
export const payments = pgTable(
  'payments',
  {
    paymentId: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    customerId: integer()
      .notNull()
      .references(() => customers.customerId),
    // PAY-YYYY-NNNNNN by the year of `paidOn`, counted in the company without gaps.
    number: text().notNull(),
    paidOn: date({ mode: 'string' }).notNull(),
    amountWon: won().notNull(),
    method: paymentMethod().notNull(),
    type: paymentType().notNull(),
    status: paymentStatus().notNull(),
    // The name of the person then; v1 shows it.
    staff: text(),
    approvalNumber: text(),
    cardHolderName: text(),
    purchaseType: purchaseType(),
    purchaseOrder: integer(),
    referenceType: text(),
    referenceId: integer(),
    notes: text(),
    createdById: uuid(),
    createdAt: at().notNull(),
  },
  (t) => [
    unique('payments_number').on(t.companyId, t.number),
    // The same slip is recorded once.
    uniqueIndex('payments_slip')
      .on(t.customerId, t.paidOn, t.amountWon, t.approvalNumber, t.type)
      .where(sql`${t.approvalNumber} is not null and ${t.status} <> 'cancelled'`),
    index('payments_newest').on(t.companyId, t.paidOn.desc(), t.paymentId.desc()),
    index('payments_customer').on(t.customerId, t.paidOn.desc(), t.paymentId.desc()),
    check('payments_positive', sql`${t.amountWon} > 0`),
  ],
)

/** The last number of a company's year. Its row is the lock of the numbers. */
export const paymentNumbers = pgTable(
  'payment_numbers',
  {
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.year] })],
)

import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { companies } from './companies.ts'
import { customers } from './customers.ts'
import { packagePurchases } from './packages.ts'
import { serviceTypes } from './services.ts'

/** One delivered service. v1 calls it a usage. Facts are never edited: a correction is a reversal and a new row. */
export const serviceSessions = pgTable(
  'service_sessions',
  {
    sessionId: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    customerId: integer()
      .notNull()
      .references(() => customers.customerId),
    serviceTypeId: integer()
      .notNull()
      .references(() => serviceTypes.serviceTypeId),
    // The purchase whose session it took; v1 calls it `package_id`.
    purchaseId: integer().references(() => packagePurchases.purchaseId),
    serviceDate: date({ mode: 'string' }).notNull(),
    sessionDetails: text(),
    sessionNumber: integer(),
    // The name of the person then; v1 shows it.
    createdBy: text(),
    createdById: uuid(),
    createdAt: at().notNull(),
  },
  (t) => [
    index('service_sessions_newest').on(t.companyId, t.serviceDate.desc(), t.sessionId.desc()),
    index('service_sessions_customer').on(t.customerId, t.serviceDate.desc(), t.sessionId.desc()),
    index('service_sessions_purchase').on(t.purchaseId).where(sql`${t.purchaseId} is not null`),
  ],
)

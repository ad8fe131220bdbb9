import { sql } from 'drizzle-orm'
import { date, index, integer, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { HEALTH_KINDS } from '../customer-words.ts'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'

export const healthKind = pgEnum('health_kind', HEALTH_KINDS)

/** A customer of one company. v1 shows the columns up to `updatedAt`, under these names. */
export const customers = pgTable(
  'customers',
  {
    customerId: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    name: text().notNull(),
    // As people write it, `010-0000-0000`; a text that is no Korean number stays as v1 sent it.
    phone: text(),
    firstVisitDate: date({ mode: 'string' }),
    region: text(),
    referralSource: text(),
    notes: text(),
    // A name, not an id: v1 has always had it so.
    assignedStaff: text(),
    createdAt: at().notNull(),
    // Changed by people and programs only, never by what the product derives.
    updatedAt: at().notNull(),
    version: integer().notNull().default(1),
    // Removed from every list and answer; rows that refer to it stay.
    deletedAt: at(),
  },
  (t) => [
    index('customers_newest')
      .on(t.companyId, t.createdAt.desc(), t.customerId.desc())
      .where(sql`${t.deletedAt} is null`),
    index('customers_phone').on(t.companyId, t.phone).where(sql`${t.deletedAt} is null`),
  ],
)

/** What a person says about their health, sealed. Read only with the right `health.view`. */
export const customerHealth = pgTable(
  'customer_health',
  {
    id: id(),
    customerId: integer()
      .notNull()
      .references(() => customers.customerId),
    kind: healthKind().notNull(),
    keyId: text(),
    sealed: text(),
    updatedAt: at().notNull(),
  },
  (t) => [unique('customer_health_once').on(t.customerId, t.kind)],
)

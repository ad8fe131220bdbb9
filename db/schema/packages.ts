import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { PURCHASE_STATUSES } from '../customer-words.ts'
import { at, won } from './columns.ts'
import { companies } from './companies.ts'
import { customers } from './customers.ts'
import { serviceTypes } from './services.ts'

export const purchaseStatus = pgEnum('purchase_status', PURCHASE_STATUSES)

/** A prepaid bundle of sessions that a company sells. */
export const packages = pgTable(
  'packages',
  {
    packageId: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    name: text().notNull(),
    description: text().notNull().default(''),
    priceWon: won().notNull(),
    // Sessions of any kind of its services; those of a kind are in `package_services`.
    totalSessions: integer().notNull(),
    validDays: integer().notNull(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
  },
  (t) => [
    unique('packages_name').on(t.companyId, t.name),
    check(
      'packages_terms',
      sql`${t.priceWon} >= 0 and ${t.totalSessions} > 0 and ${t.validDays} > 0`,
    ),
  ],
)

/** How many sessions of each service a package has. Without rows, every session may be of any service. */
export const packageServices = pgTable(
  'package_services',
  {
    packageId: integer()
      .notNull()
      .references(() => packages.packageId),
    serviceTypeId: integer()
      .notNull()
      .references(() => serviceTypes.serviceTypeId),
    sessions: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.packageId, t.serviceTypeId] }),
    check('package_services_some', sql`${t.sessions} > 0`),
  ],
)

/** A package that a customer has bought, with its terms on that day. Its row is the lock of its sessions. */
export const packagePurchases = pgTable(
  'package_purchases',
  {
    purchaseId: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    customerId: integer()
      .notNull()
      .references(() => customers.customerId),
    packageId: integer()
      .notNull()
      .references(() => packages.packageId),
    packageName: text().notNull(),
    priceWon: won().notNull(),
    purchasedOn: date({ mode: 'string' }).notNull(),
    // The last Seoul day on which a session may be taken.
    expiresOn: date({ mode: 'string' }).notNull(),
    totalSessions: integer().notNull(),
    usedSessions: integer().notNull().default(0),
    status: purchaseStatus().notNull().default('active'),
    createdAt: at().notNull(),
  },
  (t) => [
    index('package_purchases_customer').on(t.customerId, t.purchaseId),
    index('package_purchases_company').on(t.companyId, t.expiresOn),
    check('package_purchases_used', sql`${t.usedSessions} between 0 and ${t.totalSessions}`),
  ],
)

/** What is left of each service in a purchase. Without rows, only the total counts. */
export const purchaseServices = pgTable(
  'purchase_services',
  {
    purchaseId: integer()
      .notNull()
      .references(() => packagePurchases.purchaseId),
    serviceTypeId: integer()
      .notNull()
      .references(() => serviceTypes.serviceTypeId),
    total: integer().notNull(),
    used: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.purchaseId, t.serviceTypeId] }),
    check('purchase_services_used', sql`${t.used} between 0 and ${t.total}`),
  ],
)

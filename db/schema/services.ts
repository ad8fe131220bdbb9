import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, won } from './columns.ts'
import { companies } from './companies.ts'

/** A service that a company offers. v1 names it by its id or its code (`brain`). */
export const serviceTypes = pgTable(
  'service_types',
  {
    serviceTypeId: integer().primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    code: text().notNull(),
    name: text().notNull(),
    // One syllable of the short form `브5/10`.
    abbreviation: text().notNull(),
    description: text().notNull().default(''),
    durationMinutes: integer().notNull().default(60),
    priceWon: won().notNull().default(0),
    color: text().notNull().default('#8c8c8c'),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
  },
  (t) => [
    unique('service_types_code').on(t.companyId, t.code),
    unique('service_types_name').on(t.companyId, t.name),
    unique('service_types_abbreviation').on(t.companyId, t.abbreviation),
    check('service_types_terms', sql`${t.durationMinutes} > 0 and ${t.priceWon} >= 0`),
  ],
)

import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { SECOND_FACTOR_RULES, TIERS } from '../words.ts'
import { at, id, won } from './columns.ts'

export const tier = pgEnum('tier', TIERS)
export const secondFactorRule = pgEnum('second_factor_rule', SECOND_FACTOR_RULES)

export const companies = pgTable(
  'companies',
  {
    id: id(),
    code: text().notNull().unique(),
    name: text().notNull(),
    // The form that searches compare: only the letters of the name.
    nameKey: text().generatedAlwaysAs(sql`text_key(name)`),
    tier: tier().notNull(),
    parentId: uuid().references((): AnyPgColumn => companies.id),
    // The companies above are stored, so the tree of a row is a column and needs no walk.
    hqId: uuid().notNull(),
    agencyId: uuid(),
    businessNumber: text(),
    phone: text(),
    address: text(),
    // False: nobody in it or below it signs in, orders or prices until it is opened again.
    active: boolean().notNull().default(true),
    closedBecause: text(),
    // Null until the first admin is approved.
    approvedAt: at(),
    // Removed from lists; rows that refer to it stay.
    removedAt: at(),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
  },
  (t) => [
    index().on(t.parentId),
    index().on(t.hqId, t.id),
    check(
      'companies_line_fits_tier',
      sql`(${t.tier} = 'hq' and ${t.parentId} is null and ${t.hqId} = ${t.id} and ${t.agencyId} is null)
       or (${t.tier} = 'agency' and ${t.parentId} = ${t.hqId} and ${t.agencyId} = ${t.id})
       or (${t.tier} = 'retail' and ${t.parentId} = ${t.agencyId} and ${t.agencyId} <> ${t.id})`,
    ),
  ],
)

/** Settings of a headquarters for its whole tree. Without a row the defaults apply. */
export const hqSettings = pgTable('hq_settings', {
  hqId: uuid()
    .primaryKey()
    .references(() => companies.id),
  secondFactor: secondFactorRule().notNull().default('privileged'),
  idleMinutes: integer().notNull().default(60),
  // A draft that would have cost this much more in 30 days is published only after a second person agreed.
  // Null: no second person is needed.
  approvalOverWon: won(),
  version: integer().notNull().default(1),
})

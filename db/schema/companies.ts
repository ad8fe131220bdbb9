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
import { at, id } from './columns.ts'

export const tier = pgEnum('tier', TIERS)
export const secondFactorRule = pgEnum('second_factor_rule', SECOND_FACTOR_RULES)

export const companies = pgTable(
  'companies',
  {
    id: id(),
    code: text().notNull().unique(),
    name: text().notNull(),
    tier: tier().notNull(),
    parentId: uuid().references((): AnyPgColumn => companies.id),
    // The line above is stored, so "whose tree is this" is a column and never a walk.
    hqId: uuid().notNull(),
    agencyId: uuid(),
    businessNumber: text(),
    phone: text(),
    address: text(),
    // Closed: nobody of it or below it signs in, orders or prices until it is opened again.
    active: boolean().notNull().default(true),
    closedBecause: text(),
    // Unset while it waits for its first admin's approval.
    approvedAt: at(),
    // Removed from lists; what refers to it stays.
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

/** What a headquarters decides for its whole tree. Without a row the defaults hold. */
export const hqSettings = pgTable('hq_settings', {
  hqId: uuid()
    .primaryKey()
    .references(() => companies.id),
  secondFactor: secondFactorRule().notNull().default('privileged'),
  idleMinutes: integer().notNull().default(60),
  version: integer().notNull().default(1),
})

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
import { TIERS } from '../words.ts'
import { at, id } from './columns.ts'

export const tier = pgEnum('tier', TIERS)

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
    active: boolean().notNull().default(true),
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

import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

/** One allocation (HQ → agency) or distribution (agency → shop), in the form in which people made it. */
export const rebateGrants = pgTable(
  'rebate_grants',
  {
    id: id(),
    hqId: uuid().notNull(),
    fromId: uuid()
      .notNull()
      .references(() => companies.id),
    toId: uuid()
      .notNull()
      .references(() => companies.id),
    amountWon: won().notNull(),
    periodStart: date({ mode: 'string' }).notNull(),
    periodEnd: date({ mode: 'string' }).notNull(),
    transferId: uuid().notNull(),
    note: text().notNull().default(''),
    createdBy: uuid().notNull(),
    createdAt: at().notNull(),
  },
  (t) => [
    index().on(t.fromId, t.id),
    index().on(t.toId, t.id),
    check('rebate_grants_positive', sql`${t.amountWon} > 0`),
    check('rebate_grants_period', sql`${t.periodEnd} >= ${t.periodStart}`),
  ],
)

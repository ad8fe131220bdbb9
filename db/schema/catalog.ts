import { sql } from 'drizzle-orm'
import { boolean, check, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { CARRIERS } from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

export const carrier = pgEnum('carrier', CARRIERS)

/** A carrier's monthly tariff, kept per HQ. Never deleted after an order used it; switched off instead. */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    carrier: carrier().notNull(),
    name: text().notNull(),
    monthlyFeeWon: won().notNull(),
    active: boolean().notNull().default(true),
    createdAt: at().notNull(),
  },
  (t) => [
    unique('plans_name').on(t.hqId, t.carrier, t.name),
    check('plans_fee_positive', sql`${t.monthlyFeeWon} > 0`),
  ],
)

export const deviceModels = pgTable(
  'device_models',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    manufacturer: text().notNull(),
    name: text().notNull(),
    nameKey: text().generatedAlwaysAs(sql`text_key(manufacturer || ' ' || name)`),
    colors: text().array().notNull(),
    active: boolean().notNull().default(true),
    createdAt: at().notNull(),
  },
  (t) => [unique('device_models_name').on(t.hqId, t.manufacturer, t.name)],
)

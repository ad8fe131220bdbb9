import { type SQL, sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { CARRIERS, type Carrier, type Courier, type SimType } from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

export const carrier = pgEnum('carrier', CARRIERS)

/** One storage of a device model and its release price, as the maker names it: 256GB. */
export type Storage = { name: string; priceWon: number }

/** The Seoul days between which something is sold, both included; null is open. */
const validity = () => ({
  validFrom: date({ mode: 'string' }),
  validUntil: date({ mode: 'string' }),
})
const hqId = () =>
  uuid()
    .notNull()
    .references(() => companies.id)
/** Who wrote a dated change and from when it holds. */
const dated = () => ({
  id: id(),
  hqId: uuid().notNull(),
  effectiveFrom: at().notNull(),
  changedAt: at().notNull(),
  changedBy: uuid().notNull(),
})
const inOrder = (t: { validFrom: unknown; validUntil: unknown }): SQL =>
  sql`${t.validFrom} is null or ${t.validUntil} is null or ${t.validUntil} >= ${t.validFrom}`

/**
 * A carrier's monthly tariff, kept per HQ. Fee and validity are those at its entry; `plan_changes` has those
 * that hold later. `removed_at` is set only on plans that no order names.
 */
export const plans = pgTable(
  'plans',
  {
    id: id(),
    hqId: hqId(),
    carrier: carrier().notNull(),
    name: text().notNull(),
    category: text(),
    description: text().notNull().default(''),
    monthlyFeeWon: won().notNull(),
    ...validity(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
    removedAt: at(),
  },
  (t) => [
    uniqueIndex('plans_name').on(t.hqId, t.carrier, t.name).where(sql`${t.removedAt} is null`),
    check('plans_fee_positive', sql`${t.monthlyFeeWon} > 0`),
    check('plans_validity', inOrder(t)),
  ],
)

/** Fee and validity of a plan from an instant on. Append-only: a later row for the same instant replaces it. */
export const planChanges = pgTable(
  'plan_changes',
  {
    ...dated(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    monthlyFeeWon: won().notNull(),
    ...validity(),
  },
  (t) => [
    index('plan_changes_in_force').on(t.planId, t.effectiveFrom, t.id),
    check('plan_changes_fee_positive', sql`${t.monthlyFeeWon} > 0`),
    check('plan_changes_validity', inOrder(t)),
  ],
)

/**
 * A model that orders name by its maker and name. Its storages are a list and no rows: nothing refers to one
 * storage, and their prices change together, on one day.
 */
export const deviceModels = pgTable(
  'device_models',
  {
    id: id(),
    hqId: hqId(),
    manufacturer: text().notNull(),
    name: text().notNull(),
    nameKey: text().generatedAlwaysAs(sql`text_key(manufacturer || ' ' || name)`),
    modelCode: text(),
    colors: text().array().notNull(),
    /** `#RRGGBB` of the colours, in their order; empty where there is none. */
    colorCodes: text().array().notNull().default([]),
    storages: jsonb().$type<Storage[]>().notNull().default([]),
    ...validity(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
    removedAt: at(),
  },
  (t) => [
    uniqueIndex('device_models_name')
      .on(t.hqId, t.manufacturer, t.name)
      .where(sql`${t.removedAt} is null`),
    check('device_models_validity', inOrder(t)),
  ],
)

/** Storages with prices, and validity, of a device model from an instant on. Append-only, as `plan_changes`. */
export const deviceChanges = pgTable(
  'device_changes',
  {
    ...dated(),
    deviceId: uuid()
      .notNull()
      .references(() => deviceModels.id),
    storages: jsonb().$type<Storage[]>().notNull(),
    ...validity(),
  },
  (t) => [
    index('device_changes_in_force').on(t.deviceId, t.effectiveFrom, t.id),
    check('device_changes_validity', inOrder(t)),
  ],
)

/** What an HQ says about a kind of SIM or a courier. The kinds themselves are closed: rules know them. */
export type SimSetting = {
  kind: SimType
  offered: boolean
  label: string | null
  modelCode: string | null
  priceWon: number | null
}
export type CourierSetting = { courier: Courier; offered: boolean; label: string | null }

/** Carriers, SIM kinds and couriers of one HQ. Without a row all are offered, under their usual names. */
export const catalogSettings = pgTable('catalog_settings', {
  hqId: uuid()
    .primaryKey()
    .references(() => companies.id),
  carriersOff: jsonb().$type<Carrier[]>().notNull(),
  sims: jsonb().$type<SimSetting[]>().notNull(),
  couriers: jsonb().$type<CourierSetting[]>().notNull(),
  version: integer().notNull(),
})

/** What an import did to one plan or device: its version after it, and what a change has replaced. */
export type ImportedRow = {
  kind: 'plan' | 'device'
  id: string
  name: string
  version: number
  /** Null for a new one. */
  before: Record<string, unknown> | null
}

/** Imports of the catalogue, each of which can be undone as a whole while nothing has changed since. */
export const catalogImports = pgTable(
  'catalog_imports',
  {
    id: id(),
    hqId: hqId(),
    importedBy: uuid().notNull(),
    importedAt: at().notNull(),
    /** From when the changes of fees, prices and validity hold. */
    effectiveFrom: at().notNull(),
    rows: jsonb().$type<ImportedRow[]>().notNull(),
    undoneAt: at(),
  },
  (t) => [index().on(t.hqId, t.id)],
)

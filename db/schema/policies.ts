import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  type AdditionKind,
  BAND_ROUNDINGS,
  type CellCarrier,
  type CustomerSegment,
  type JoinType,
  POLICY_KINDS,
  POLICY_STATUSES,
  type SupportType,
} from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

export const policyStatus = pgEnum('policy_status', POLICY_STATUSES)
export const policyKind = pgEnum('policy_kind', POLICY_KINDS)
export const bandRounding = pgEnum('band_rounding', BAND_ROUNDINGS)

/** The values that a cell of a matrix fixes; an absent axis is open. */
export type Axes = {
  carrier: CellCarrier
  bandWon?: number | undefined
  planGroup?: string | undefined
  deviceGroup?: string | undefined
  deviceId?: string | undefined
  joinType?: JoinType | undefined
  supportType?: SupportType | undefined
  months?: number | undefined
  segment?: CustomerSegment | undefined
}
/** The amount for the activations that a cell covers. */
export type Cell = Axes & { amountWon: number }
/** What is paid on top while the customer keeps a service or an insurance. */
export type Addition = { name: string; kind: AdditionKind; amountWon: number; keepDays: number }
/** One field of the order form, chosen from the catalogue in `api/forms/fields.ts`. */
export type FormField = { key: string; required: boolean; label?: string; help?: string }

export const policies = pgTable(
  'policies',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    title: text().notNull(),
    description: text().notNull().default(''),
    carrier: text().$type<CellCarrier>().notNull(),
    joinType: text().$type<JoinType | 'all'>().notNull(),
    kind: policyKind().notNull(),
    status: policyStatus().notNull(),
    validFrom: at().notNull(),
    validTo: at(),
    currentVersion: integer().notNull(),
    version: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: at().notNull(),
    updatedAt: at().notNull(),
  },
  (t) => [
    unique('policies_title').on(t.hqId, t.title),
    index().on(t.hqId, t.id),
    check('policies_validity', sql`${t.validTo} is null or ${t.validTo} > ${t.validFrom}`),
  ],
)

/** Published versions. Append-only: a trigger refuses changes, because orders refer to them for ever. */
export const policyVersions = pgTable(
  'policy_versions',
  {
    id: id(),
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    hqId: uuid().notNull(),
    number: integer().notNull(),
    rounding: bandRounding().notNull(),
    bandsWon: jsonb().$type<number[]>().notNull(),
    months: jsonb().$type<number[]>().notNull(),
    planGroups: jsonb().$type<{ name: string; planIds: string[] }[]>().notNull().default([]),
    deviceGroups: jsonb().$type<{ name: string; deviceIds: string[] }[]>().notNull().default([]),
    bandLabels: jsonb().$type<{ bandWon: number; label: string }[]>().notNull().default([]),
    cells: jsonb().$type<Cell[]>().notNull(),
    closed: jsonb().$type<Axes[]>().notNull().default([]),
    // The lowest amount that a cell may have: below zero where a plan costs the shop.
    lowestWon: won().notNull().default(0),
    additions: jsonb().$type<Addition[]>().notNull().default([]),
    flatWon: won(),
    agencyOverrides: jsonb().$type<{ agencyId: string; amountWon: number }[]>().notNull(),
    simAdjustmentWon: won().notNull(),
    form: jsonb().$type<FormField[]>().notNull(),
    terms: jsonb()
      .$type<{
        contractMinMonths: number
        maintenanceDays: number
        clawbackMode: 'full' | 'prorata' | 'none'
        penaltyWon: number
      }>()
      .notNull(),
    publishedAt: at().notNull(),
    publishedBy: uuid().notNull(),
    // The draft that it was, so that whoever publishes it again learns that it is done.
    draftId: uuid().unique('policy_versions_draft'),
  },
  (t) => [unique('policy_versions_number').on(t.policyId, t.number)],
)

/** The agencies that a policy reaches; their shops follow from them, also those that join later. */
export const policyTargets = pgTable(
  'policy_targets',
  {
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    agencyId: uuid()
      .notNull()
      .references(() => companies.id),
    exposed: boolean().notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.policyId, t.agencyId] }), index().on(t.agencyId)],
)

/** Shops of a targeted agency that the policy does not reach. */
export const policyExclusions = pgTable(
  'policy_exclusions',
  {
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    retailId: uuid()
      .notNull()
      .references(() => companies.id),
  },
  (t) => [primaryKey({ columns: [t.policyId, t.retailId] }), index().on(t.retailId)],
)

/** What an agency pays its shops for a policy. Append-only; the highest number is in force. */
export const agencyRates = pgTable(
  'agency_rates',
  {
    id: id(),
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    agencyId: uuid()
      .notNull()
      .references(() => companies.id),
    number: integer().notNull(),
    cells: jsonb().$type<Cell[]>().notNull(),
    defaultWon: won(),
    overrides: jsonb().$type<{ retailId: string; amountWon: number }[]>().notNull(),
    savedAt: at().notNull(),
    savedBy: uuid().notNull(),
  },
  (t) => [unique('agency_rates_number').on(t.policyId, t.agencyId, t.number)],
)

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
  BAND_ROUNDINGS,
  type CellCarrier,
  type FormCondition,
  type FormFill,
  type FormGroup,
  type FormMask,
  type FormSensitivity,
  type JoinType,
  type OwnType,
  POLICY_KINDS,
  POLICY_STATUSES,
} from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

export const policyStatus = pgEnum('policy_status', POLICY_STATUSES)
export const policyKind = pgEnum('policy_kind', POLICY_KINDS)
export const bandRounding = pgEnum('band_rounding', BAND_ROUNDINGS)

/** One priced combination: the amount for an activation of this carrier, band and contract. */
export type Cell = { carrier: CellCarrier; bandWon: number; months: number; amountWon: number }
/**
 * One field of the order form: of the catalogue in `api/forms/fields.ts`, or an HQ's own, whose key begins
 * with `x_` and which alone has a `type`. Rows of former releases have only the first four properties.
 */
export type FormField = {
  key: string
  required: boolean
  label?: string | undefined
  help?: string | undefined
  placeholder?: string | undefined
  default?: string | undefined
  readOnly?: boolean | undefined
  group?: FormGroup | undefined
  /** Choices of an own field, or those of the catalogue that are offered. */
  options?: readonly { value: string; label: string }[] | undefined
  when?: FormCondition | undefined
  type?: OwnType | undefined
  fill?: FormFill | undefined
  mask?: FormMask | undefined
  sensitivity?: FormSensitivity | undefined
}

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
    cells: jsonb().$type<Cell[]>().notNull(),
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

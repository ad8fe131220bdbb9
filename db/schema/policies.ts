import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  type AdditionKind,
  BAND_ROUNDINGS,
  type CellCarrier,
  type CONDITION_EFFECTS,
  type CONDITION_MATCHES,
  type CONDITION_TESTS,
  type CustomerSegment,
  type FormFill,
  type FormGroup,
  type FormMask,
  type FormSensitivity,
  type JoinType,
  type OwnType,
  POLICY_EVENT_KINDS,
  POLICY_KINDS,
  POLICY_STATUSES,
  type SupportType,
} from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'

export const policyStatus = pgEnum('policy_status', POLICY_STATUSES)
export const policyKind = pgEnum('policy_kind', POLICY_KINDS)
export const policyEventKind = pgEnum('policy_event_kind', POLICY_EVENT_KINDS)
export const bandRounding = pgEnum('band_rounding', BAND_ROUNDINGS)

/** When a field is shown, required, or both, by the answers of other fields. */
export type FormCondition = {
  match: (typeof CONDITION_MATCHES)[number]
  tests: readonly {
    field: string
    is: (typeof CONDITION_TESTS)[number]
    values: readonly string[]
  }[]
  effect: (typeof CONDITION_EFFECTS)[number]
}

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
/** How an agency derives its shops' amounts from HQ's. */
export type ShareRule = {
  carrier: CellCarrier
  retailId: string | null
  kind: 'percent' | 'minus'
  value: number
  roundToWon: 1 | 10 | 100 | 1_000 | 10_000
  leastMarginWon: number
}
/** What is paid on top while the customer keeps a service or an insurance. */
export type Addition = { name: string; kind: AdditionKind; amountWon: number; keepDays: number }
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
    // False from the publication until the start: until then only agencies are reached, to set their prices.
    begun: boolean().notNull().default(true),
    // The policy that ends where this one starts; null for a policy that follows none.
    succeeds: uuid().references((): AnyPgColumn => policies.id),
    currentVersion: integer().notNull(),
    // Shops order only after their company has acknowledged the current version.
    requiresReading: boolean().notNull().default(false),
    // Null while it has not ended, and for policies that were withdrawn before a reason was asked for.
    withdrawnBecause: text(),
    version: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: at().notNull(),
    updatedAt: at().notNull(),
  },
  (t) => [
    unique('policies_title').on(t.hqId, t.title),
    index().on(t.hqId, t.id),
    index('policies_beginning').on(t.validFrom).where(sql`not ${t.begun}`),
    // A policy has at most one successor that is not withdrawn.
    uniqueIndex('policies_successor')
      .on(t.succeeds)
      .where(sql`${t.succeeds} is not null and ${t.status} in ('active', 'expired')`),
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
    // The least and the most that an agency may keep of an order; null: no limit. A floor below zero is HQ's leave
    // to pay shops more than HQ pays.
    marginFloorWon: won(),
    marginCeilingWon: won(),
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
    // What readers acknowledge. Null for versions older than the column, whose hash follows from the row.
    contentHash: text(),
    publishedAt: at().notNull(),
    publishedBy: uuid().notNull(),
    // The draft that it was, so that whoever publishes it again learns that it is done.
    draftId: uuid().unique('policy_versions_draft'),
  },
  (t) => [
    unique('policy_versions_number').on(t.policyId, t.number),
    check(
      'policy_versions_margin',
      sql`${t.marginCeilingWon} >= 0 and ${t.marginFloorWon} <= ${t.marginCeilingWon}`,
    ),
  ],
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
    // Null for agencies that the policy reached when it was published.
    addedAt: at(),
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
    rules: jsonb().$type<ShareRule[]>().notNull().default([]),
    defaultWon: won(),
    overrides: jsonb().$type<{ retailId: string; amountWon: number }[]>().notNull(),
    // Before everything else that is set for the shop.
    shopCells: jsonb().$type<{ retailId: string; cells: Cell[] }[]>().notNull().default([]),
    savedAt: at().notNull(),
    savedBy: uuid().notNull(),
  },
  (t) => [unique('agency_rates_number').on(t.policyId, t.agencyId, t.number)],
)

/** A side of a change: a value, or the ids that only this side has. */
export type EventSide = string | number | boolean | null | { only: string[] }

/** What happened to a policy. Append-only: a trigger refuses changes. */
export const policyEvents = pgTable(
  'policy_events',
  {
    id: id(),
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    hqId: uuid().notNull(),
    kind: policyEventKind().notNull(),
    before: jsonb().$type<EventSide>(),
    after: jsonb().$type<EventSide>(),
    // The other policy of a succession.
    otherId: uuid().references(() => policies.id),
    // Null for what the clock did.
    by: uuid(),
    at: at().notNull(),
  },
  (t) => [index().on(t.policyId, t.id)],
)

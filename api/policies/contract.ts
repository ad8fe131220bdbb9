import * as z from 'zod'
import {
  BAND_ROUNDINGS,
  CARRIERS,
  CELL_CARRIERS,
  CONTRACT_MONTHS,
  CUSTOMER_TYPES,
  JOIN_TYPES,
  POLICY_KINDS,
  SIM_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { Form } from '../forms/contract.ts'
import { Id, Instant, listOf, Memo, pageOf, SignedWon, said, setOf, Text, Won } from '../shapes.ts'
import { PolicyDetail } from './detail-contract.ts'
import { PolicyEvent } from './event-list.ts'
import { PolicyItem } from './list.ts'
import {
  ADDITIONS_MAX,
  Addition,
  AdditionInput,
  BANDS_MAX,
  Band,
  Cells,
  Closed,
  cellsOf,
  DeviceGroup,
  GROUPS_MAX,
  Months,
  PlanGroup,
  ShareRule,
} from './matrix-contract.ts'
import { OVERLAPS_MAX, Overlap } from './overlap-contract.ts'
import { SHOP_CELLS_MAX } from './shop-cells.ts'

export { Difference, DifferenceQuery } from './difference-contract.ts'
export { EventFilter, PolicyEvent } from './event-list.ts'
export { PolicyCountFilter, PolicyFilter, PolicyItem } from './list.ts'
export { PolicyDetail }

export const TARGETS_MAX = 1000

export const Terms = z.strictObject({
  contractMinMonths: z.int().min(0).max(36).default(24),
  maintenanceDays: z.int().min(0).max(730).default(180),
  clawbackMode: z.enum(['full', 'prorata', 'none']).default('full'),
  penaltyWon: z.int().min(0).max(200_000).default(50_000),
})

/**
 * Policies that may take the same orders as this one; another one that does causes `conflict`. Null asks nothing,
 * for programs: their answer names the overlaps.
 */
const Alongside = setOf(Id, { max: OVERLAPS_MAX }).nullable().default(null)

/** What a version fixes: prices, form and terms. */
const Rates = z.strictObject({
  rounding: z.enum(BAND_ROUNDINGS).default('up'),
  bandsWon: setOf(Band, { min: 1, max: BANDS_MAX }),
  months: setOf(Months, { min: 1, max: CONTRACT_MONTHS.length }),
  /** What the trade calls a band: `79K`, `100K 이상`. */
  bandLabels: listOf(
    z.strictObject({ bandWon: Band, label: Text(30) }),
    { max: BANDS_MAX },
    ({ bandWon }) => String(bandWon),
    'bandWon',
  ).default([]),
  planGroups: listOf(PlanGroup, { max: GROUPS_MAX }, ({ name }) => name, 'name').default([]),
  deviceGroups: listOf(DeviceGroup, { max: GROUPS_MAX }, ({ name }) => name, 'name').default([]),
  cells: Cells,
  /** Places where no order is taken, although a less specific cell has an amount. */
  closed: Closed.default([]),
  /** Amounts may be this low: below zero where a plan costs the shop. */
  lowestWon: SignedWon.max(0).default(0),
  /** Paid on top for what the customer keeps; all of it reaches the shop. */
  additions: listOf(AdditionInput, { max: ADDITIONS_MAX }, ({ name }) => name, 'name').default([]),
  /** Paid where there is no cell; null refuses such orders. */
  flatWon: Won.nullable().default(null),
  agencyOverrides: listOf(
    z.strictObject({ agencyId: Id, amountWon: Won }),
    { max: TARGETS_MAX },
    ({ agencyId }) => agencyId,
    'agencyId',
  ).default([]),
  /**
   * The least and the most that an agency may keep of an order; null: no limit. A floor below zero lets it pay shops
   * that much more than HQ pays; without one it never may.
   */
  marginFloorWon: SignedWon.nullable().default(null),
  marginCeilingWon: Won.nullable().default(null),
  simAdjustmentWon: Won.default(7_700),
  form: Form,
  terms: Terms.default({
    contractMinMonths: 24,
    maintenanceDays: 180,
    clawbackMode: 'full',
    penaltyWon: 50_000,
  }),
})

export type PublishVersion = z.infer<typeof PublishVersion>
export const PublishVersion = Rates.extend({
  /** The version of the policy that was edited; a newer one causes `version_conflict`. */
  version: z.int().min(1),
  alongside: Alongside,
})

const Title = Text(200)
const Description = Memo(2000, 0)
const Targets = setOf(Id, { min: 1, max: TARGETS_MAX })
const Exclusions = setOf(Id, { max: TARGETS_MAX })

export type PublishPolicy = z.infer<typeof PublishPolicy>
export const PublishPolicy = Rates.extend({
  title: Title,
  description: Description.default(''),
  carrier: z.enum(CELL_CARRIERS),
  joinType: z.enum([...JOIN_TYPES, 'all']),
  kind: z.enum(POLICY_KINDS).default('normal'),
  validFrom: Instant.optional(),
  validTo: Instant.nullable().default(null),
  targets: Targets,
  exclusions: Exclusions.default([]),
  /** Whether shops order only after their company has acknowledged the version. */
  requiresReading: z.boolean().default(false),
  /** The policy that ends at the start of this one. */
  succeeds: Id.nullable().default(null),
  alongside: Alongside,
})

/** The answer to a publication; `overlaps` are the policies that can take the same orders as it. */
export type PublishedPolicy = z.infer<typeof PublishedPolicy>
export const PublishedPolicy = PolicyDetail.extend({ overlaps: z.array(Overlap) })

/** What may change after the publication; `version` is the one that was edited. */
export type EditPolicy = z.infer<typeof EditPolicy>
export const EditPolicy = z.strictObject({
  version: z.int().min(1),
  title: Title,
  description: Description,
  validTo: Instant.nullable(),
  requiresReading: z.boolean(),
})

export type SetTargets = z.infer<typeof SetTargets>
export const SetTargets = z.strictObject({
  version: z.int().min(1),
  targets: Targets,
  exclusions: Exclusions,
})

export type EventPage = z.infer<typeof EventPage>
export const EventPage = pageOf(PolicyEvent)

export type SetAgencyRates = z.infer<typeof SetAgencyRates>
export const SetAgencyRates = z
  .strictObject({
    /** The number of the rates that were edited; 0 when there were none. */
    basedOn: z.int().min(0),
    /** The policy's version by which they were set; a newer one causes `version_conflict`. Left out: any. */
    policyVersion: z.int().min(1).optional(),
    cells: Cells,
    /** Apply where there is no cell; a shop's own rule also before cells. */
    rules: listOf(
      ShareRule.refine(
        ({ kind, value }) => kind !== 'percent' || value <= 100,
        said({ code: 'too_big', message: 'is a percentage of at most 100' }),
      ),
      { max: 4 * TARGETS_MAX },
      ({ carrier, retailId }) => `${carrier} ${retailId}`,
      'carrier',
    ).default([]),
    /** Paid to shops where there is no cell and no rule; null passes HQ's whole amount on. */
    defaultWon: Won.nullable().default(null),
    overrides: listOf(
      z.strictObject({ retailId: Id, amountWon: Won }),
      { max: TARGETS_MAX },
      ({ retailId }) => retailId,
      'retailId',
    ).default([]),
    /** Cells for one shop, before everything else that is set. Left out, those that are stored stay. */
    shopCells: listOf(
      z.strictObject({ retailId: Id, cells: cellsOf({ min: 1, max: SHOP_CELLS_MAX }) }),
      { max: TARGETS_MAX },
      ({ retailId }) => retailId,
      'retailId',
    ).optional(),
  })
  .superRefine(({ shopCells = [] }, issue) => {
    const cells = shopCells.reduce((sum, shop) => sum + shop.cells.length, 0)
    if (cells > SHOP_CELLS_MAX)
      issue.addIssue({
        ...{ code: 'custom', path: ['shopCells'] },
        ...said({
          code: 'too_many',
          message: `${cells} cells; at most ${SHOP_CELLS_MAX} of all shops`,
        }),
      })
  })

export type PassAllOn = z.infer<typeof PassAllOn>
/** Passes all of HQ's amounts on to the shops. This is an explicit request; an empty table is refused. */
export const PassAllOn = z.strictObject({ basedOn: z.int().min(0) })

export const PolicyPage = pageOf(PolicyItem)
export type PolicyPage = z.infer<typeof PolicyPage>

/** By state at this moment; `unread` are those in force that somebody, or the own company, has not read. */
export type PolicyCounts = z.infer<typeof PolicyCounts>
export const PolicyCounts = z.object({
  all: z.int(),
  active: z.int(),
  scheduled: z.int(),
  withdrawn: z.int(),
  expired: z.int(),
  unread: z.int(),
})

export type AskQuote = z.infer<typeof AskQuote>
export const AskQuote = z.strictObject({
  policyId: Id,
  planId: Id,
  /** Required where the policy's prices differ by device (`needsDevice`). */
  deviceId: Id.optional(),
  joinType: z.enum(JOIN_TYPES),
  supportType: z.enum(SUPPORT_TYPES).default('none'),
  customerType: z.enum(CUSTOMER_TYPES).default('adult'),
  contractMonths: Months,
  simType: z.enum(SIM_TYPES),
  /** Names of the policy's additions that the customer takes. */
  additions: setOf(Text(60), { max: ADDITIONS_MAX }).default([]),
})

/** What the shop earns and why. The agency's margin is absent, not even an empty field. */
export type Quote = z.infer<typeof Quote>
export const Quote = z.object({
  policyId: Id,
  policyVersion: z.int(),
  planName: z.string(),
  planFeeWon: z.int(),
  carrier: z.enum(CARRIERS),
  bandWon: z.int(),
  contractMonths: z.int(),
  /** Contains the additions. */
  shopWon: z.int(),
  additions: z.array(Addition),
  simWon: SignedWon,
  totalWon: z.int(),
  /** The budget that the order would hold: the shop's rebate without the SIM line. */
  holdWon: z.int(),
  availableWon: z.int(),
  availableAfterWon: z.int(),
  affordable: z.boolean(),
})

export type WithdrawPolicy = z.infer<typeof WithdrawPolicy>
export const WithdrawPolicy = z.strictObject({
  version: z.int().min(1),
  /** Stored, shown and told to the companies. */
  reason: Memo(500),
})

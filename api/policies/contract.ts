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
import { fieldOf } from '../forms/fields.ts'
import {
  Id,
  Instant,
  listOf,
  Memo,
  pageOf,
  SignedWon,
  said,
  setOf,
  Text,
  Won,
  Word,
} from '../shapes.ts'
import { PolicyItem } from './list.ts'
import {
  ADDITIONS_MAX,
  Addition,
  AdditionInput,
  Axes,
  BANDS_MAX,
  Band,
  CarrierCell,
  Cell,
  Cells,
  Closed,
  DeviceGroup,
  GROUPS_MAX,
  Months,
  PlanGroup,
  ShareRule,
  Spot,
  ToldApart,
} from './matrix-contract.ts'

export { PolicyFilter, PolicyItem } from './list.ts'

export const TARGETS_MAX = 1000

export const FormEntry = z.strictObject({
  key: Word(60, (key) => fieldOf(key) !== undefined),
  required: z.boolean(),
  label: Text(200).optional(),
  help: Memo(500).optional(),
})

export const Terms = z.strictObject({
  contractMinMonths: z.int().min(0).max(36).default(24),
  maintenanceDays: z.int().min(0).max(730).default(180),
  clawbackMode: z.enum(['full', 'prorata', 'none']).default('full'),
  penaltyWon: z.int().min(0).max(200_000).default(50_000),
})

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
  simAdjustmentWon: Won.default(7_700),
  form: listOf(FormEntry, { max: 60 }, ({ key }) => key, 'key'),
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
})

export type PublishPolicy = z.infer<typeof PublishPolicy>
export const PublishPolicy = Rates.extend({
  title: Text(200),
  description: Memo(2000, 0).default(''),
  carrier: z.enum(CELL_CARRIERS),
  joinType: z.enum([...JOIN_TYPES, 'all']),
  kind: z.enum(POLICY_KINDS).default('normal'),
  validFrom: Instant.optional(),
  validTo: Instant.nullable().default(null),
  targets: setOf(Id, { min: 1, max: TARGETS_MAX }),
  exclusions: setOf(Id, { max: TARGETS_MAX }).default([]),
})

export type SetAgencyRates = z.infer<typeof SetAgencyRates>
export const SetAgencyRates = z.strictObject({
  /** The number of the rates that were edited; 0 when there were none. */
  basedOn: z.int().min(0),
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
})

export type PassAllOn = z.infer<typeof PassAllOn>
/** Passes all of HQ's amounts on to the shops. This is an explicit request; an empty table is refused. */
export const PassAllOn = z.strictObject({ basedOn: z.int().min(0) })

export const PolicyPage = pageOf(PolicyItem)
export type PolicyPage = z.infer<typeof PolicyPage>

/**
 * The agency's amounts at which no order is accepted, per combination: above what HQ pays, until one of the
 * two changes, or where HQ has no price.
 */
const Conflicts = z.object({
  /** Conflicts from a cell of the agency; `setFor` tells whether the cell is for this carrier or for all. */
  cells: z.array(
    CarrierCell.extend({ grossWon: z.int(), setFor: z.enum(CELL_CARRIERS), cell: Axes }),
  ),
  /** Conflicts from its default. */
  default: z.array(CarrierCell.extend({ grossWon: z.int() })),
  /**
   * Shops with their own amount: the number of combinations that it exceeds, and the amount that fits all.
   */
  overrides: z.array(
    z.object({
      retailId: Id,
      amountWon: z.int(),
      combinations: z.int(),
      lowestGrossWon: z.int(),
    }),
  ),
  /** Own cells that no order can use, with the reason for which the order would be refused. */
  unpriced: z.array(Cell.extend({ refused: z.enum(['carrier', 'months', 'band', 'cell']) })),
  /** Places where two cells of the agency count and neither is more specific. */
  ties: z.array(Spot.extend({ between: z.array(Axes) })),
  /** Places where HQ pays less than zero and only a rule is set, which does not apply there. */
  undecided: z.array(Spot.extend({ grossWon: z.int() })),
})
/** HQ sees its matrix and targets, an agency HQ's matrix and its own rates, a shop only its own amounts. */
export type PolicyDetail = z.infer<typeof PolicyDetail>
export const PolicyDetail = PolicyItem.extend({
  description: z.string(),
  publishedAt: Instant,
  rounding: z.enum(BAND_ROUNDINGS),
  bandsWon: z.array(z.int()),
  months: z.array(z.int()),
  bandLabels: z.array(z.object({ bandWon: z.int(), label: z.string() })),
  planGroups: z.array(z.object({ name: z.string(), planIds: z.array(Id) })),
  deviceGroups: z.array(z.object({ name: z.string(), deviceIds: z.array(Id) })),
  additions: z.array(Addition),
  /** The names of the device models that the groups and the viewer's cells refer to. */
  devices: z.array(z.object({ id: Id, name: z.string() })),
  /** Whether an order must name its device model, because prices differ by it. */
  needsDevice: z.boolean(),
  simAdjustmentWon: z.int(),
  form: z.array(
    z.object({
      key: z.string(),
      required: z.boolean(),
      label: z.string().optional(),
      help: z.string().optional(),
    }),
  ),
  terms: z.object({
    contractMinMonths: z.int(),
    maintenanceDays: z.int(),
    clawbackMode: z.enum(['full', 'prorata', 'none']),
    penaltyWon: z.int(),
  }),
  hq: z
    .object({
      cells: z.array(Cell),
      closed: z.array(Axes),
      lowestWon: z.int(),
      flatWon: z.int().nullable(),
      agencyOverrides: z.array(z.object({ agencyId: Id, amountWon: z.int() })),
      targets: z.array(Id),
      exclusions: z.array(Id),
    })
    .optional(),
  agency: z
    .object({
      /** What HQ pays this agency: its cells, or none where an override for the agency replaces them. */
      gross: z.array(Cell),
      closed: z.array(Axes),
      /** Paid where there is no cell; the override where there is one. */
      flatWon: z.int().nullable(),
      lowestWon: z.int(),
      rates: z
        .object({
          number: z.int(),
          cells: z.array(Cell),
          rules: z.array(ShareRule),
          defaultWon: z.int().nullable(),
          overrides: z.array(z.object({ retailId: Id, amountWon: z.int() })),
          savedAt: Instant,
        })
        .nullable(),
      conflicts: Conflicts,
    })
    .optional(),
  /** Exactly what the shop can order, per carrier; empty until its agency has decided. */
  shop: z.object({ cells: z.array(CarrierCell), told: ToldApart }).optional(),
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

export const WithdrawPolicy = z.strictObject({ version: z.int().min(1) })

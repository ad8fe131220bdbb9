import * as z from 'zod'
import {
  BAND_ROUNDINGS,
  CARRIERS,
  CELL_CARRIERS,
  CONTRACT_MONTHS,
  JOIN_TYPES,
  POLICY_KINDS,
  SIM_TYPES,
} from '#db/words.ts'
import { Form, KeptForm } from '../forms/contract.ts'
import { Id, Instant, listOf, Memo, pageOf, SignedWon, setOf, Text, Won } from '../shapes.ts'
import { PolicyItem } from './list.ts'

export { PolicyFilter, PolicyItem } from './list.ts'

export const BANDS_MAX = 40
export const TARGETS_MAX = 1000
const CELLS_MAX = BANDS_MAX * CONTRACT_MONTHS.length * CELL_CARRIERS.length

const Months = z.union(CONTRACT_MONTHS.map((months) => z.literal(months)))
const Band = z.int().min(1).max(10_000_000)

export const MatrixCell = z.strictObject({
  carrier: z.enum(CELL_CARRIERS),
  bandWon: Band,
  months: Months,
  amountWon: Won,
})
const Cells = listOf(
  MatrixCell,
  { max: CELLS_MAX },
  ({ carrier, bandWon, months }) => `${carrier} ${bandWon} ${months}`,
)

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
  cells: Cells,
  /** Paid where there is no cell; null refuses such orders. */
  flatWon: Won.nullable().default(null),
  agencyOverrides: listOf(
    z.strictObject({ agencyId: Id, amountWon: Won }),
    { max: TARGETS_MAX },
    ({ agencyId }) => agencyId,
    'agencyId',
  ).default([]),
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
  /** Paid to shops where there is no cell; null passes HQ's whole amount on. */
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

const Cell = z.object({
  carrier: z.enum(CELL_CARRIERS),
  bandWon: z.int(),
  months: z.int(),
  amountWon: z.int(),
})
const CarrierCell = Cell.extend({ carrier: z.enum(CARRIERS) })
/**
 * The agency's amounts at which no order is accepted, per combination: above what HQ pays, until one of the
 * two changes, or where HQ has no price.
 */
const Conflicts = z.object({
  /** Conflicts from a cell of the agency; `setFor` tells whether the cell is for this carrier or for all. */
  cells: z.array(CarrierCell.extend({ grossWon: z.int(), setFor: z.enum(CELL_CARRIERS) })),
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
})
/** HQ sees its matrix and targets, an agency HQ's matrix and its own rates, a shop only its own amounts. */
export type PolicyDetail = z.infer<typeof PolicyDetail>
export const PolicyDetail = PolicyItem.extend({
  description: z.string(),
  publishedAt: Instant,
  rounding: z.enum(BAND_ROUNDINGS),
  bandsWon: z.array(z.int()),
  months: z.array(z.int()),
  simAdjustmentWon: z.int(),
  form: KeptForm,
  terms: z.object({
    contractMinMonths: z.int(),
    maintenanceDays: z.int(),
    clawbackMode: z.enum(['full', 'prorata', 'none']),
    penaltyWon: z.int(),
  }),
  hq: z
    .object({
      cells: z.array(Cell),
      flatWon: z.int().nullable(),
      agencyOverrides: z.array(z.object({ agencyId: Id, amountWon: z.int() })),
      targets: z.array(Id),
      exclusions: z.array(Id),
    })
    .optional(),
  agency: z
    .object({
      /** What HQ pays this agency, with its override applied; `all` covers the carriers that have no cell. */
      gross: z.array(Cell),
      flatWon: z.int().nullable(),
      rates: z
        .object({
          number: z.int(),
          cells: z.array(Cell),
          defaultWon: z.int().nullable(),
          overrides: z.array(z.object({ retailId: Id, amountWon: z.int() })),
          savedAt: Instant,
        })
        .nullable(),
      conflicts: Conflicts,
    })
    .optional(),
  /** Exactly what the shop can order, per carrier; empty until its agency has decided. */
  shop: z.object({ cells: z.array(CarrierCell) }).optional(),
})

export type AskQuote = z.infer<typeof AskQuote>
export const AskQuote = z.strictObject({
  policyId: Id,
  planId: Id,
  joinType: z.enum(JOIN_TYPES),
  contractMonths: Months,
  simType: z.enum(SIM_TYPES),
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
  shopWon: z.int(),
  simWon: SignedWon,
  totalWon: z.int(),
  /** The budget that the order would hold: the shop's rebate without the SIM line. */
  holdWon: z.int(),
  availableWon: z.int(),
  availableAfterWon: z.int(),
  affordable: z.boolean(),
})

export const WithdrawPolicy = z.strictObject({ version: z.int().min(1) })

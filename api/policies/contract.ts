import * as z from 'zod'
import {
  BAND_ROUNDINGS,
  CARRIERS,
  CELL_CARRIERS,
  CONTRACT_MONTHS,
  JOIN_TYPES,
  POLICY_KINDS,
  POLICY_STATUSES,
  SIM_TYPES,
} from '#db/words.ts'
import { fieldOf } from '../forms/fields.ts'
import { Id, Instant, pageOf, pageQuery, SignedWon, Text, Won } from '../shapes.ts'

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
const Cells = z.array(MatrixCell).max(CELLS_MAX)

export const FormEntry = z.strictObject({
  key: z.string().refine((key) => fieldOf(key) !== undefined, 'is not in the field catalogue'),
  required: z.boolean(),
  label: Text(200).optional(),
  help: Text(500).optional(),
})

export const Terms = z.strictObject({
  contractMinMonths: z.int().min(0).max(36).default(24),
  maintenanceDays: z.int().min(0).max(730).default(180),
  clawbackMode: z.enum(['full', 'prorata', 'none']).default('full'),
  penaltyWon: z.int().min(0).max(200_000).default(50_000),
})

/** What a version fixes: the prices, the form and the terms. */
const Rates = z.strictObject({
  rounding: z.enum(BAND_ROUNDINGS).default('up'),
  bandsWon: z.array(Band).min(1).max(BANDS_MAX),
  months: z.array(Months).min(1).max(CONTRACT_MONTHS.length),
  cells: Cells,
  /** Paid where no cell is given; null refuses such orders. */
  flatWon: Won.nullable().default(null),
  agencyOverrides: z
    .array(z.strictObject({ agencyId: Id, amountWon: Won }))
    .max(TARGETS_MAX)
    .default([]),
  simAdjustmentWon: Won.default(7_700),
  form: z.array(FormEntry).max(60),
  terms: Terms.default({
    contractMinMonths: 24,
    maintenanceDays: 180,
    clawbackMode: 'full',
    penaltyWon: 50_000,
  }),
})

export type PublishVersion = z.infer<typeof PublishVersion>
export const PublishVersion = Rates.extend({
  /** The policy's version that was edited; another one in between is a `version_conflict`. */
  version: z.int().min(1),
})

export type PublishPolicy = z.infer<typeof PublishPolicy>
export const PublishPolicy = Rates.extend({
  title: Text(200),
  description: Text(2000, 0).default(''),
  carrier: z.enum(CELL_CARRIERS),
  joinType: z.enum([...JOIN_TYPES, 'all']),
  kind: z.enum(POLICY_KINDS).default('normal'),
  validFrom: Instant.optional(),
  validTo: Instant.nullable().default(null),
  targets: z.array(Id).min(1).max(TARGETS_MAX),
  exclusions: z.array(Id).max(TARGETS_MAX).default([]),
})

export type SetAgencyRates = z.infer<typeof SetAgencyRates>
export const SetAgencyRates = z.strictObject({
  /** The number of the rates that were edited; 0 when there were none. */
  basedOn: z.int().min(0),
  cells: Cells,
  /** Paid to shops where no cell is given; null passes HQ's whole amount on. */
  defaultWon: Won.nullable().default(null),
  overrides: z
    .array(z.strictObject({ retailId: Id, amountWon: Won }))
    .max(TARGETS_MAX)
    .default([]),
})

export type PolicyFilter = z.infer<typeof PolicyFilter>
export const PolicyFilter = z.strictObject({
  ...pageQuery,
  status: z.enum(POLICY_STATUSES).optional(),
  carrier: z.enum(CELL_CARRIERS).optional(),
})

export type PolicyItem = z.infer<typeof PolicyItem>
export const PolicyItem = z.object({
  id: Id,
  title: z.string(),
  carrier: z.enum(CELL_CARRIERS),
  joinType: z.enum([...JOIN_TYPES, 'all']),
  kind: z.enum(POLICY_KINDS),
  status: z.enum(POLICY_STATUSES),
  validFrom: Instant,
  validTo: Instant.nullable(),
  currentVersion: z.int(),
  version: z.int(),
  updatedAt: Instant,
  /** HQ only: how many agencies it reaches. */
  agencies: z.int().optional(),
  /** Agency only: the number of its own rates for this policy, 0 when it has set none. */
  ratesNumber: z.int().optional(),
})
export const PolicyPage = pageOf(PolicyItem)
export type PolicyPage = z.infer<typeof PolicyPage>

const Cell = z.object({
  carrier: z.enum(CELL_CARRIERS),
  bandWon: z.int(),
  months: z.int(),
  amountWon: z.int(),
})
/** HQ sees its matrix and targets, an agency HQ's matrix and its own, a shop its own amounts alone. */
export type PolicyDetail = z.infer<typeof PolicyDetail>
export const PolicyDetail = PolicyItem.extend({
  description: z.string(),
  publishedAt: Instant,
  rounding: z.enum(BAND_ROUNDINGS),
  bandsWon: z.array(z.int()),
  months: z.array(z.int()),
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
      flatWon: z.int().nullable(),
      agencyOverrides: z.array(z.object({ agencyId: Id, amountWon: z.int() })),
      targets: z.array(Id),
      exclusions: z.array(Id),
    })
    .optional(),
  agency: z
    .object({
      /** What HQ pays this agency, its override already applied. */
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
      /** Own cells that are now above HQ's: orders on them are refused until they are lowered. */
      conflicts: z.array(Cell.extend({ grossWon: z.int() })),
    })
    .optional(),
  shop: z.object({ cells: z.array(Cell) }).optional(),
})

export type AskQuote = z.infer<typeof AskQuote>
export const AskQuote = z.strictObject({
  policyId: Id,
  planId: Id,
  joinType: z.enum(JOIN_TYPES),
  contractMonths: Months,
  simType: z.enum(SIM_TYPES),
})

/** What the shop earns and why. The agency's margin is not in it, not even as an empty field. */
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
  /** Budget the order would hold: the shop's rebate without the SIM line. */
  holdWon: z.int(),
  availableWon: z.int(),
  availableAfterWon: z.int(),
  affordable: z.boolean(),
})

export const WithdrawPolicy = z.strictObject({ version: z.int().min(1) })

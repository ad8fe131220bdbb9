import * as z from 'zod'
import {
  ADDITION_KINDS,
  CARRIERS,
  CELL_CARRIERS,
  CONTRACT_MONTHS,
  CUSTOMER_SEGMENTS,
  JOIN_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { Id, listOf, SignedWon, setOf, Text } from '../shapes.ts'
import { nameOf } from './axes.ts'

// The parts of a matrix of prices: as people send them, and as answers contain them.

export const BANDS_MAX = 40
export const CELLS_MAX = 20_000
/** Places per carrier at which prices can differ; every one is looked at when amounts are compared. */
export const PLACES_MAX = 25_000
/** Places at which the cells of single shops are compared with HQ's amounts, all together. */
export const REACHED_MAX = 200_000
export const GROUPS_MAX = 100
export const MEMBERS_MAX = 1_000
export const ADDITIONS_MAX = 30

export const Months = z.union(CONTRACT_MONTHS.map((months) => z.literal(months)))
export const Band = z.int().min(1).max(10_000_000)

const Group = Text(60)
/** The values that a cell fixes; an axis that is left out is open. */
const axes = {
  carrier: z.enum(CELL_CARRIERS).default('all'),
  bandWon: Band.optional(),
  planGroup: Group.optional(),
  deviceGroup: Group.optional(),
  deviceId: Id.optional(),
  joinType: z.enum(JOIN_TYPES).optional(),
  supportType: z.enum(SUPPORT_TYPES).optional(),
  months: Months.optional(),
  segment: z.enum(CUSTOMER_SEGMENTS).optional(),
}
export const MatrixCell = z.strictObject({ ...axes, amountWon: SignedWon })
export const cellsOf = (size: { min?: number; max: number }) => listOf(MatrixCell, size, nameOf)
export const Cells = cellsOf({ max: CELLS_MAX })
export const Closed = listOf(z.strictObject(axes), { max: CELLS_MAX }, nameOf)

/** Plans or device models under one name, so that one cell prices them all. */
export const PlanGroup = z.strictObject({
  name: Group,
  planIds: setOf(Id, { min: 1, max: MEMBERS_MAX }),
})
export const DeviceGroup = z.strictObject({
  name: Group,
  deviceIds: setOf(Id, { min: 1, max: MEMBERS_MAX }),
})
/** How an agency derives its shops' amounts from HQ's; see `share-rules.ts`. */
export const ShareRule = z.strictObject({
  carrier: z.enum(CELL_CARRIERS).default('all'),
  /** One shop; null for every shop. */
  retailId: Id.nullable().default(null),
  kind: z.enum(['percent', 'minus']),
  /** Percent up to 100, or won. */
  value: z.int().min(0).max(10_000_000),
  roundToWon: z.literal([1, 10, 100, 1_000, 10_000]).default(1_000),
  leastMarginWon: z.int().min(0).max(10_000_000).default(0),
})

export const AdditionInput = z.strictObject({
  name: Text(60),
  kind: z.enum(ADDITION_KINDS).default('service'),
  amountWon: SignedWon,
  keepDays: z.int().min(0).max(730),
})

export const Axes = z.object({
  carrier: z.enum(CELL_CARRIERS),
  bandWon: z.int().optional(),
  planGroup: z.string().optional(),
  deviceGroup: z.string().optional(),
  deviceId: Id.optional(),
  joinType: z.enum(JOIN_TYPES).optional(),
  supportType: z.enum(SUPPORT_TYPES).optional(),
  months: z.int().optional(),
  segment: z.enum(CUSTOMER_SEGMENTS).optional(),
})
export const Cell = Axes.extend({ amountWon: z.int() })
/** One place of the matrix: its carrier, band and contract, and the other axes that some cell tells apart. */
export const Spot = Axes.extend({ carrier: z.enum(CARRIERS), bandWon: z.int(), months: z.int() })
export const CarrierCell = Spot.extend({ amountWon: z.int() })
export const Addition = z.object({
  name: z.string(),
  kind: z.enum(ADDITION_KINDS),
  amountWon: z.int(),
  keepDays: z.int(),
})

/** What prices tell apart beyond carrier, band and contract; any other device or plan is one of the rest. */
export type ToldApart = z.infer<typeof ToldApart>
export const ToldApart = z.object({
  deviceIds: z.array(Id),
  deviceGroups: z.array(z.string()),
  planGroups: z.array(z.string()),
  joinType: z.boolean(),
  supportType: z.boolean(),
  segment: z.boolean(),
})

import * as z from 'zod'
import { BAND_ROUNDINGS, CELL_CARRIERS } from '#db/words.ts'
import { KeptForm } from '../forms/contract.ts'
import { Id, Instant } from '../shapes.ts'
import { PolicyItem } from './list.ts'
import { Addition, Axes, CarrierCell, Cell, ShareRule, Spot, ToldApart } from './matrix-contract.ts'

const Outside = z.enum(['below_floor', 'above_ceiling'])
/** The least and the most that an agency may keep of an order; null: no limit. */
const Limits = z.object({
  marginFloorWon: z.int().nullable(),
  marginCeilingWon: z.int().nullable(),
})

/**
 * The agency's amounts at which no order is accepted, per combination: above what HQ pays, until one of the
 * two changes, with a margin outside HQ's limits, or where HQ has no price.
 */
const Conflicts = z.object({
  /** Conflicts from a cell of the agency; `setFor` tells whether the cell is for this carrier or for all. */
  cells: z.array(
    CarrierCell.extend({ grossWon: z.int(), setFor: z.enum(CELL_CARRIERS), cell: Axes }),
  ),
  /** Conflicts from its default. */
  default: z.array(CarrierCell.extend({ grossWon: z.int() })),
  /**
   * Shops with their own amount: the number of combinations that it exceeds, the least that HQ pays there, and the
   * amount that fits all.
   */
  overrides: z.array(
    z.object({
      retailId: Id,
      amountWon: z.int(),
      combinations: z.int(),
      lowestGrossWon: z.int(),
      /** Null where HQ's limits leave no amount that fits all. */
      fitsWon: z.int().nullable(),
    }),
  ),
  /** Own cells that no order can use, with the reason for which the order would be refused. */
  unpriced: z.array(Cell.extend({ refused: z.enum(['carrier', 'months', 'band', 'cell']) })),
  /** Places where two cells of the agency count and neither is more specific. */
  ties: z.array(Spot.extend({ between: z.array(Axes) })),
  /** Places where HQ pays less than zero or its floor and only a rule is set, which does not apply there. */
  undecided: z.array(Spot.extend({ grossWon: z.int() })),
  /** Places with a margin outside HQ's limits, and what sets the amount there; `cell` is the agency's. */
  limits: z.array(
    CarrierCell.extend({
      grossWon: z.int(),
      side: Outside,
      from: z.enum(['cell', 'rule', 'default', 'passed_on']),
      cell: Axes.optional(),
    }),
  ),
  /**
   * Shops whose own amount or rule leaves such a margin: the place where it does most, the number of such
   * combinations, and the amount that fits all; null where none does, and for a rule.
   */
  shopLimits: z.array(
    CarrierCell.extend({
      retailId: Id,
      from: z.enum(['override', 'rule']),
      side: Outside,
      grossWon: z.int(),
      combinations: z.int(),
      fitsWon: z.int().nullable(),
    }),
  ),
  /**
   * Cells of single shops at which orders are refused: once for each cell and reason, the place where it does most,
   * the number of such combinations, and the nearest amount that fits all; null where none does.
   */
  shopCells: z.array(
    CarrierCell.extend({
      retailId: Id,
      cell: Axes,
      refused: z.enum(['shop_above_gross', 'below_floor', 'above_ceiling']),
      grossWon: z.int(),
      combinations: z.int(),
      fitsWon: z.int().nullable(),
    }),
  ),
  /** Pairs of cells of one shop of which neither is more specific, and the one that settles them. */
  shopTies: z.array(z.object({ retailId: Id, between: z.array(Axes), exact: Axes })),
  /** Cells of single shops that no order can use. */
  shopUnpriced: z.array(
    Cell.extend({ retailId: Id, refused: z.enum(['carrier', 'months', 'band', 'cell']) }),
  ),
})
/** What an agency has set for its shops. */
const Rates = z.object({
  number: z.int(),
  cells: z.array(Cell),
  rules: z.array(ShareRule),
  defaultWon: z.int().nullable(),
  overrides: z.array(z.object({ retailId: Id, amountWon: z.int() })),
  /** Cells for one shop, before everything else that is set. */
  shopCells: z.array(z.object({ retailId: Id, cells: z.array(Cell) })),
  savedAt: Instant,
})

/** HQ sees its matrix and targets, an agency HQ's matrix and its own rates, a shop only its own amounts. */
export type PolicyDetail = z.infer<typeof PolicyDetail>
export const PolicyDetail = PolicyItem.extend({
  description: z.string(),
  /** Null unless it was withdrawn with a reason. Only HQ sees a policy that has ended. */
  withdrawnBecause: z.string().nullable(),
  /** Agency and shop only: what their company and they themselves have read. */
  reading: z
    .object({
      /** Acknowledge the current version with this hash. */
      hash: z.string(),
      /** Whether an admin of the company has acknowledged the current version. */
      isRead: z.boolean(),
      /** Whether the caller has. */
      byMe: z.boolean(),
      /** The version before this one that the company has read; null if there is none. */
      lastVersion: z.int().nullable(),
    })
    .optional(),
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
      closed: z.array(Axes),
      lowestWon: z.int(),
      flatWon: z.int().nullable(),
      agencyOverrides: z.array(z.object({ agencyId: Id, amountWon: z.int() })),
      ...Limits.shape,
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
      ...Limits.shape,
      rates: Rates.nullable(),
      /** Its newest rates for the policy that this one follows, to be copied; null without both. */
      before: Rates.nullable(),
      conflicts: Conflicts,
      /**
       * Places of `conflicts` for which HQ paid another amount when the rates were saved; null where it paid
       * nothing.
       */
      repriced: z.array(Spot.extend({ wasWon: z.int().nullable() })),
    })
    .optional(),
  /** Exactly what the shop can order, per carrier; empty until its agency has decided. */
  shop: z.object({ cells: z.array(CarrierCell), told: ToldApart }).optional(),
})

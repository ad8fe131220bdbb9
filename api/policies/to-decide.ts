import type { Carrier } from '#db/words.ts'
import type { Conflicts } from './agency-conflicts.ts'
import { type Axes, axesOf, nameOf } from './axes.ts'
import {
  type LimitToDecide,
  limitsToDecide,
  type ShopLimitToDecide,
  shopLimitsToDecide,
} from './limits-to-decide.ts'
import { leaveWonOf } from './margin.ts'
import { type GrossIndex, grossAt, type SharesIndex } from './rebate.ts'
import { type ShopCellToDecide, shopCellsToDecide } from './shop-cells-to-decide.ts'
import { tiesIn } from './ties.ts'

/** A place of HQ's matrix as a conflict names it. */
type Spot = Axes & { carrier: Carrier; bandWon: number; months: number }
/** How much more than its own amount HQ allows, see `margin.ts`. */
type Allowed = { leaveWon: number; place: Spot }
/**
 * What an agency has to decide, once for what causes it, whatever number of combinations it reaches: an own cell,
 * a cell of HQ, a shop. `cell` is HQ's cell; undefined where HQ has one amount for everything.
 */
export type ToDecide =
  | { kind: 'low'; axes: Axes; ownWon: number; lowestWon: number }
  /** Two own cells count for these axes, and neither is more specific. */
  | { kind: 'tie'; axes: Axes; amountsWon: readonly number[] }
  /** An own cell above HQ's amount; `place` is where HQ pays least. */
  | ({ kind: 'above'; axes: Axes; ownWon: number; grossWon: number } & Allowed)
  | { kind: 'undecided'; cell: Axes | undefined; grossWon: number; place: Spot }
  | ({ kind: 'default_above'; cell: Axes | undefined; ownWon: number; grossWon: number } & Allowed)
  | {
      kind: 'override'
      retailId: string
      ownWon: number
      grossWon: number
      fitsWon: number | null
      leaveWon: number
      combinations: number
    }
  | LimitToDecide
  | ShopLimitToDecide
  | ShopCellToDecide
  /** An own cell for which HQ has no price any more. */
  | { kind: 'unpriced'; axes: Axes; ownWon: number }

/** Ties named at once; more are found when these are settled. */
const TIES_MAX = 100

type Given = {
  gross: GrossIndex
  shares: Pick<SharesIndex, 'cells' | 'shopCells'>
  conflicts: Conflicts
  lowestWon: number
  /** Null where HQ's amount for the agency is part of `gross`. */
  agencyId: string | null
}

/** The list that the desk of prices shows, and whose length is beside its entry in the menu. */
export function toDecide({ gross, shares, conflicts, lowestWon, agencyId }: Given): ToDecide[] {
  const byCause = <C extends Spot & { grossWon: number }>(places: readonly C[]) =>
    lowestOf(places, (place) => {
      const cell = causeOf(gross, place, agencyId)
      return cell ? nameOf(cell) : ''
    }).map((place) => ({ place, cell: causeOf(gross, place, agencyId) }))
  const leaveWon = leaveWonOf(gross)
  return [
    ...lowIn(shares.cells, lowestWon),
    ...tiedIn(shares.cells, gross),
    ...lowestOf(conflicts.cells, ({ cell }) => nameOf(cell)).map(
      ({ cell, amountWon: ownWon, grossWon, ...place }) =>
        ({ kind: 'above', axes: axesOf(cell), ownWon, grossWon, leaveWon, place }) as const,
    ),
    ...byCause(conflicts.undecided).map(
      ({ place, cell }) => ({ kind: 'undecided', cell, grossWon: place.grossWon, place }) as const,
    ),
    ...byCause(conflicts.default).map(({ place, cell }) => {
      const { amountWon: ownWon, grossWon } = place
      return { kind: 'default_above', cell, ownWon, grossWon, leaveWon, place } as const
    }),
    ...limitsToDecide(gross, conflicts.limits, causeIn(gross, agencyId)),
    ...conflicts.overrides.map(({ amountWon: ownWon, lowestGrossWon: grossWon, ...one }) => ({
      ...{ ...one, ownWon, grossWon, leaveWon },
      kind: 'override' as const,
    })),
    ...shopLimitsToDecide(gross, conflicts.shopLimits),
    ...shopCellsToDecide(gross, shares, conflicts),
    ...conflicts.unpriced.map(
      (cell) => ({ kind: 'unpriced', axes: axesOf(cell), ownWon: cell.amountWon }) as const,
    ),
  ]
}

const lowIn = (cells: SharesIndex['cells'], lowestWon: number): ToDecide[] =>
  cells
    .filter(({ amountWon }) => amountWon < lowestWon)
    .map((cell) => ({ kind: 'low', axes: axesOf(cell), ownWon: cell.amountWon, lowestWon }))

function tiedIn(cells: SharesIndex['cells'], { groupOfDevice }: GrossIndex): ToDecide[] {
  const wonOf = new Map(cells.map((cell) => [nameOf(cell), cell.amountWon]))
  const ties = tiesIn(cells, groupOfDevice, TIES_MAX)
  return [...Map.groupBy(ties, ({ exact }) => nameOf(exact)).values()].flatMap(([tie]) => {
    if (!tie) return []
    const amounts = [tie.first, tie.second].flatMap((axes) => wonOf.get(nameOf(axes)) ?? [])
    return [{ kind: 'tie' as const, axes: tie.exact, amountsWon: [...new Set(amounts)] }]
  })
}

/** Of the places with one name, the one for which HQ pays least. */
const lowestOf = <C extends { grossWon: number }>(places: readonly C[], nameOf: (c: C) => string) =>
  [...Map.groupBy(places, nameOf).values()].flatMap((same) =>
    same.toSorted((a, b) => a.grossWon - b.grossWon).slice(0, 1),
  )

/** HQ's cell that counts at a place: an own cell with its axes settles all of its places. */
export const causeIn = (gross: GrossIndex, agencyId: string | null) => (place: Spot) =>
  causeOf(gross, place, agencyId)

function causeOf(gross: GrossIndex, place: Spot, agencyId: string | null): Axes | undefined {
  const { planGroup = null, deviceId = null, joinType = null } = place
  const { supportType = null, segment = null } = place
  const found = grossAt(gross, {
    ...place,
    ...{ planGroup, deviceId, joinType, supportType, segment, agencyId },
    deviceGroup: place.deviceGroup ?? gross.groupOfDevice.get(deviceId ?? '') ?? null,
  })
  return 'gross' in found && found.gross.from === 'cell' ? found.gross.cell : undefined
}

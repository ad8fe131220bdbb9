import type { CellCarrier } from '#db/words.ts'
import type { PolicyDetail } from './contract.ts'
import type { Gross, Shares } from './rebate.ts'

type Cell = { carrier: CellCarrier; bandWon: number; months: number; amountWon: number }
type At = Omit<Cell, 'amountWon'>

/** What HQ pays an agency for one combination, or nothing where it prices none. */
export function grossCell(version: Gross, agencyId: string, at: At): number | undefined {
  const override = version.agencyOverrides.find((entry) => entry.agencyId === agencyId)
  if (override) return override.amountWon
  const cell = cellAt(version.cells, at) ?? cellAt(version.cells, { ...at, carrier: 'all' })
  return cell?.amountWon ?? version.flatWon ?? undefined
}

/** HQ's matrix as an agency is paid by it: every combination of the version that has a price. */
export const grossOf = (version: Gross, agencyId: string): Cell[] =>
  combinations(version).flatMap((at) => {
    const amountWon = grossCell(version, agencyId, at)
    return amountWon === undefined ? [] : [{ ...at, amountWon }]
  })

/** What a shop earns for each combination: its override, the agency's cell, its default, or all of HQ's. */
export function shopCells(
  version: Gross,
  rates: Shares | null,
  agencyId: string,
  retailId: string,
): Cell[] {
  const override = rates?.overrides.find((entry) => entry.retailId === retailId)
  return grossOf(version, agencyId).flatMap((cell) => {
    const own =
      override?.amountWon ??
      cellAt(rates?.cells ?? [], cell)?.amountWon ??
      cellAt(rates?.cells ?? [], { ...cell, carrier: 'all' })?.amountWon ??
      rates?.defaultWon ??
      cell.amountWon
    // Above HQ's amount the order is refused, so the shop is shown no price for it.
    return own > cell.amountWon ? [] : [{ ...cell, amountWon: own }]
  })
}

/** The agency's cells that HQ has lowered below them since. */
export const conflictsOf = (
  version: Gross,
  rates: Shares | null,
  agencyId: string,
): NonNullable<PolicyDetail['agency']>['conflicts'] =>
  (rates?.cells ?? []).flatMap((cell) => {
    const grossWon = grossCell(version, agencyId, cell)
    return grossWon === undefined || cell.amountWon > grossWon
      ? [{ ...cell, grossWon: grossWon ?? 0 }]
      : []
  })

const cellAt = (cells: readonly Cell[], at: At) =>
  cells.find(
    (cell) =>
      cell.carrier === at.carrier && cell.bandWon === at.bandWon && cell.months === at.months,
  )

/** Every carrier of the matrix × band × contract; a flat or overridden price counts for `all`. */
function combinations(version: Gross): At[] {
  const carriers = new Set<CellCarrier>(version.cells.map(({ carrier }) => carrier))
  if (version.flatWon !== null || version.agencyOverrides.length > 0) carriers.add('all')
  return [...carriers].flatMap((carrier) =>
    version.bandsWon.flatMap((bandWon) =>
      version.months.map((months) => ({ carrier, bandWon, months })),
    ),
  )
}

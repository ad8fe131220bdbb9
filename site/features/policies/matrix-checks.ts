import type { CellCarrier } from '#db/words.ts'
import type { Values } from '../../ui/matrix/model.ts'
import type { Draft } from './draft.ts'

/** A cell that pays less than the band below it: usually a mistyped digit, sometimes intended. */
export type Slip = {
  carrier: CellCarrier
  row: number
  column: number
  won: number
  belowWon: number
}

export const slipKey = ({ carrier, row, column, won }: Slip) => `${carrier}|${row}|${column}|${won}`

export function slipsOf({ grids }: Draft, carriers: readonly CellCarrier[]): Slip[] {
  return carriers.flatMap((carrier) =>
    slipsOfGrid(grids[carrier]).map((slip) => ({ carrier, ...slip })),
  )
}

function slipsOfGrid(values: Values) {
  const columns = values[0]?.length ?? 0
  return Array.from({ length: columns }).flatMap((_, column) => {
    let belowWon: number | undefined
    return values.flatMap((line, row) => {
      const won = line[column] ?? null
      if (won === null) return []
      const slips = belowWon !== undefined && won < belowWon ? [{ row, column, won, belowWon }] : []
      // A slip is no reference for the bands above it.
      if (slips.length === 0) belowWon = won
      return slips
    })
  })
}

/** The values with one cell replaced. */
export const withCell = (values: Values, row: number, column: number, won: number): Values =>
  values.map((line, r) => (r === row ? line.map((cell, c) => (c === column ? won : cell)) : line))

/** The clawback of a line that ends on a day: the worked example beside the terms. */
export function clawbackOn(
  day: number,
  amountWon: number,
  { clawbackMode, maintenanceDays }: Draft['terms'],
): { won: number; daysLeft: number } {
  const daysLeft = Math.max(0, maintenanceDays - day)
  if (clawbackMode === 'none' || daysLeft === 0) return { won: 0, daysLeft }
  if (clawbackMode === 'full') return { won: amountWon, daysLeft }
  return { won: Math.round((amountWon * daysLeft) / maintenanceDays), daysLeft }
}

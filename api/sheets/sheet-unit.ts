import type { UnitWon } from '../amount.ts'
import { readAmountCell } from './amount-cell.ts'
import { formatUnit } from './number-format.ts'
import type { PriceProposal } from './price-proposal.ts'
import { unitIn } from './price-words.ts'
import type { Cell } from './sheet.ts'

/** Figures below this are no won: nobody prices an activation at 35 won. */
const WON_MIN = 1_000

/**
 * In which unit a sheet counts: as its titles and notes say, or won when its figures fit no other unit. Of two
 * units, or of figures that fit several, none is taken.
 */
export function unitOf(
  titles: readonly string[],
  cells: readonly Cell[],
  answer: UnitWon | undefined,
): PriceProposal['unit'] {
  if (answer) return { won: answer, from: 'answer' }
  const named = new Set(titles.flatMap((text) => unitIn(text) ?? []))
  const [won] = named
  if (named.size === 1 && won) return { won, from: 'title' }
  const isOnlyWon = cells.some((cell) => {
    const reading = readAmountCell(cell)
    return reading.kind === 'amount' && !reading.namesUnit && reading.won !== 0
  })
  const isTooSmall = cells.some((cell) => isUndecided(cell) && figureOf(cell) < WON_MIN)
  return named.size === 0 && isOnlyWon && !isTooSmall ? { won: 1, from: 'figures' } : undefined
}

function isUndecided(cell: Cell): boolean {
  const reading = readAmountCell(cell)
  return reading.kind === 'decide' && reading.reason === 'unit_unknown' && figureOf(cell) > 0
}

const figureOf = ({ value, shown, format }: Cell) =>
  value.kind === 'number'
    ? Number(value.decimal) / formatUnit(format).scale
    : Number(shown.normalize('NFKC').replace(/[^\d.]/g, ''))

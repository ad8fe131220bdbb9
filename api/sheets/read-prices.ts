import { proposePrices } from './price-matrix.ts'
import type { Answers, PriceProposal } from './price-proposal.ts'
import { isRefusal, readSheets } from './read-sheets.ts'
import type { Refusal } from './refusal.ts'
import { SHEET_LIMITS, type SheetFile, type SheetLimits, type SheetSource } from './sheet.ts'

/** What a person has answered about a sheet, by its name. */
export type SheetAnswers = { sheet: string; answers: Answers }
/**
 * Of more cells the meaning would take more memory than a Worker has. They are five times as many as a policy can
 * take; only a list of the product's own, which needs no proposal, has more.
 */
export const PRICED_CELLS_MAX = 120_000

/**
 * A file with what its sheets seem to say, one proposal for each; null for a hidden one, and for each of a file
 * with more than `PRICED_CELLS_MAX` cells.
 */
export type PricedFile = SheetFile & { proposals: (PriceProposal | null)[] }

/** Reads a file of prices and what it means: of a large one that takes seconds, so both belong together. */
export async function readPrices(
  bytes: Uint8Array,
  answered: readonly SheetAnswers[],
  source: SheetSource = {},
  limits: SheetLimits = SHEET_LIMITS,
): Promise<PricedFile | Refusal> {
  const file = await readSheets(bytes, source, limits)
  if (isRefusal(file)) return file
  const answersOf = (name: string) => answered.find(({ sheet }) => sheet === name)?.answers
  const isTooLarge = cellsOf(file) > PRICED_CELLS_MAX
  const proposals = file.sheets.map((sheet) =>
    sheet.hidden || isTooLarge ? null : proposePrices(sheet, answersOf(sheet.name)),
  )
  return { ...file, proposals }
}

export const cellsOf = ({ sheets }: SheetFile): number =>
  sheets.reduce(
    (sum, { hidden, rows }) =>
      hidden ? sum : rows.reduce((cells, row) => cells + row.cells.length, sum),
    0,
  )

import type { Ctx } from '../context.ts'
import { flatColumnsOf, readFlatRows } from '../policies/read-flat-rows.ts'
import { hasAmount } from '../sheets/amount-cell.ts'
import type { Answers } from '../sheets/price-proposal.ts'
import { cellsOf, PRICED_CELLS_MAX } from '../sheets/read-prices.ts'
import type { Sheet, SheetFile } from '../sheets/sheet.ts'
import {
  type PriceUpload,
  type PriceUploadQuery,
  type SheetMapping,
  SheetMappings,
} from './contract.ts'
import { mappingIn } from './mapping.ts'
import { nothingIn, readPriceUpload, tooManyCells } from './read-upload.ts'

const NO_PRICES =
  'No visible sheet has an amount. Send the sheet whose cells are the prices, with a heading above them.'

/**
 * What a file of prices seems to say, sheet by sheet, with what a person has answered already. Nothing is
 * stored. Throws the problem of a file that cannot be read or has no amount.
 */
export async function proposeFrom(
  ctx: Ctx,
  bytes: Uint8Array,
  { name, mapping }: PriceUploadQuery,
): Promise<PriceUpload> {
  const mappings = mappingIn(SheetMappings, mapping)
  const answered = mappings.map((one) => ({ sheet: one.sheet, answers: answersOf(one) }))
  const file = await readPriceUpload(ctx, bytes, answered, name)
  const { format, encoding } = file
  const how = { format, ...(encoding && { encoding }) }
  const list = listIn(file)
  if (list) return { ...how, sheets: [], list }
  if (cellsOf(file) > PRICED_CELLS_MAX) throw tooManyCells()
  if (!file.sheets.some(hasAmounts)) throw nothingIn(file, 'no_prices', NO_PRICES)
  const sheets = file.sheets.map((sheet, at) => ({ sheet, proposal: file.proposals[at] ?? null }))
  return { ...how, sheets, list: null }
}

function listIn({ sheets }: SheetFile) {
  for (const sheet of sheets) {
    const columns = flatColumnsOf(sheet)
    if (columns) return readFlatRows(sheet, columns)
  }
  return undefined
}

const hasAmounts = ({ hidden, rows }: Sheet) =>
  !hidden && rows.some(({ cells }) => cells.some(({ shown }) => hasAmount(shown)))

/** The answers of a mapping in the form of the reading. */
function answersOf(mapping: SheetMapping): Answers {
  const { headingRows, unitWon, columns, labels, readHidden } = mapping
  return {
    headingRows,
    unitWon,
    columns: Object.fromEntries(columns.map(({ column, role }) => [column, role])),
    labels: Object.fromEntries(labels.map(({ text, means }) => [text, means])),
    ...(readHidden !== undefined && { readHidden }),
  }
}

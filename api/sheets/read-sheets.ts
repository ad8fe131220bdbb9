import { type Budget, budgetOf } from './budget.ts'
import { readDelimited } from './delimited-text.ts'
import { kindOf } from './file-kind.ts'
import { readHtmlTables } from './html-tables.ts'
import { refuseOle } from './ole.ts'
import { type Refusal, Refused } from './refusal.ts'
import { SHEET_LIMITS, type SheetFile, type SheetLimits, type SheetSource } from './sheet.ts'
import { textOf } from './text-bytes.ts'
import { readXlsx } from './xlsx-file.ts'

const UNNAMED = 'Sheet1'
/** A page, or what a browser or Excel puts onto the clipboard; a tag in the middle of a text is text. */
const HTML = /^\s*(?:<(?:!doctype html|html|head|meta|body|table|div|style|!--)|Version:\d)/i
const XML_WORKBOOK = /^\s*<\?xml[\s\S]*?urn:schemas-microsoft-com:office:spreadsheet/
const HEAD = 20_000

/**
 * The cells of a file as people send it: a workbook, comma separated or tab separated text, a table copied
 * from a page. The bytes decide what it is. A file that is not read whole is refused, never read in part.
 */
export async function readSheets(
  bytes: Uint8Array,
  source: SheetSource = {},
  limits: SheetLimits = SHEET_LIMITS,
): Promise<SheetFile | Refusal> {
  try {
    if (bytes.length > limits.packedBytes) throw new Refused('too_large', 'packed')
    if (bytes.length === 0) throw new Refused('empty')
    const file = await readKind(bytes, nameOf(source), budgetOf(limits))
    if (file.sheets.every(({ rows }) => rows.length === 0)) throw new Refused('empty')
    return file
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

export const isRefusal = (read: SheetFile | Refusal): read is Refusal => 'refused' in read

async function readKind(bytes: Uint8Array, name: string, budget: Budget): Promise<SheetFile> {
  const found = kindOf(bytes)
  switch (found.kind) {
    case 'zip':
      return readXlsx(bytes, budget)
    case 'ole':
      return refuseOle(bytes)
    case 'image':
      throw new Refused('image', found.subject)
    case 'other':
      throw new Refused('not_a_sheet', found.subject)
    default:
      return readText(bytes, name, budget)
  }
}

function readText(bytes: Uint8Array, name: string, budget: Budget): SheetFile {
  budget.spend('unpackedBytes', bytes.length)
  const { text, encoding } = textOf(bytes)
  const head = text.slice(0, HEAD)
  if (XML_WORKBOOK.test(head)) throw new Refused('not_a_sheet', 'xml_workbook')
  if (HTML.test(head))
    return { format: 'html', encoding, sheets: readHtmlTables(text, name, budget), warnings: [] }
  const { sheet, warnings } = readDelimited(text, name, budget)
  return { format: 'delimited', encoding, sheets: [sheet], warnings }
}

/** Text has no sheets, so its only one has the file's name. */
const nameOf = ({ name }: SheetSource) =>
  (name ?? '')
    .normalize('NFC')
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z]{1,5}$/i, '') || UNNAMED

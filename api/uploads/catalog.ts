import { importCatalog } from '../catalog/import.ts'
import type { Verdict } from '../catalog/import-row.ts'
import { ROWS_MAX } from '../catalog/rules.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { DEVICE_LIST, PLAN_LIST } from '../sheets/record-fields.ts'
import { type RecordAnswers, readRecords, type SheetRecords } from '../sheets/records.ts'
import type { Sheet, SheetFile } from '../sheets/sheet.ts'
import { deviceRows, planRows, type UploadRows } from './catalog-rows.ts'
import {
  CatalogMapping,
  type CatalogUpload,
  type CatalogUploadQuery,
  type RowVerdict,
} from './contract.ts'
import { mappingIn } from './mapping.ts'
import { nothingIn, readUpload } from './read-upload.ts'

const NO_ROWS =
  'No visible sheet has a row below its headings. Send a list with headings such as 통신사, 요금제명, 월정액.'
const HEAD_ROWS = 30
const HEAD_COLUMNS = 40

type Kind = 'plan' | 'device'
type Listed = SheetRecords & { kind: Kind; sheet: Sheet; rows: UploadRows }

/**
 * A list of plans or devices as rows of an import, each judged against the catalogue as it is. Nothing is
 * stored. Throws the problem of a file that cannot be read or has no rows.
 */
export async function classifyFrom(
  ctx: Ctx,
  bytes: Uint8Array,
  { name, mapping }: CatalogUploadQuery,
): Promise<CatalogUpload> {
  const answers = mappingIn(CatalogMapping, mapping)
  const file = await readUpload(ctx, bytes, name)
  const listed = listIn(file, answers)
  if (!listed) throw nothingIn(file, 'no_rows', NO_ROWS)
  const { rows, faults, repeats } = listed.rows
  if (listed.headingRow !== undefined && rows.length === 0)
    throw nothingIn(file, 'no_rows', NO_ROWS)
  if (rows.length > ROWS_MAX)
    throw new AppError('too_large', `A list may have at most ${ROWS_MAX} rows. Split it.`, {
      facts: { refused: 'too_large', subject: 'rows', rowsMax: ROWS_MAX },
    })
  const judged =
    rows.length > 0
      ? await importCatalog(ctx, { dryRun: true, effectiveFrom: null, rows })
      : undefined
  const refused = new Map(faults.map((fault) => [fault.row, fault]))
  const { format, encoding } = file
  return {
    ...{ format, ...(encoding && { encoding }) },
    sheets: file.sheets.map(({ name, hidden, rows }) => ({ name, hidden, rows: rows.length })),
    ...{ sheet: listed.sheet.name, kind: listed.kind },
    headingRow: listed.headingRow ?? null,
    columns: listed.columns.map(({ column, heading, field }) => ({
      ...{ column, heading: heading.slice(0, 200), field: field ?? null },
      hidden: listed.sheet.hiddenColumns.includes(column),
    })),
    absent: listed.absent,
    head: headOf(listed.sheet),
    ...{ rows, faults, repeats },
    skipped: listed.skipped,
    verdicts: (judged?.rows ?? []).map((verdict) =>
      refused.has(verdict.row) ? refusedBySheet(verdict) : verdict,
    ),
  }
}

/** The sheet itself shows a fault, whatever the catalogue says. */
const refusedBySheet = (verdict: RowVerdict): RowVerdict => ({
  ...verdict,
  verdict: 'refused' satisfies Verdict['verdict'],
  changes: [],
})

const headOf = ({ rows }: Sheet) =>
  rows.slice(0, HEAD_ROWS).map(({ number, cells }) => ({
    number,
    cells: cells
      .slice(0, HEAD_COLUMNS)
      .map(({ column, shown }) => ({ column, shown: shown.slice(0, 200) })),
  }))

/** The sheet that was asked for, or the first visible one that has most of the headings of either list. */
function listIn({ sheets }: SheetFile, answers: CatalogMapping): Listed | undefined {
  const visible = sheets.filter(({ hidden, rows }) => !hidden && rows.length > 1)
  const asked = visible.filter(({ name }) => name === answers.sheet)
  const kinds: Kind[] = answers.kind ? [answers.kind] : ['plan', 'device']
  const all = (asked.length > 0 ? asked : visible).flatMap((sheet) =>
    kinds.map((kind) => listedAs(kind, sheet, answers)),
  )
  const known = (listed: Listed) =>
    listed.columns.filter(({ field }) => field).length - listed.absent.length
  return all.toSorted((a, b) => known(b) - known(a))[0]
}

function listedAs(
  kind: Kind,
  sheet: Sheet,
  { unitWon, headingRow, columns }: CatalogMapping,
): Listed {
  const answered =
    columns && Object.fromEntries(columns.map(({ column, field }) => [column, field]))
  // A field that this list does not have is found by none of its columns.
  const answers = { unitWon, headingRow, columns: answered as RecordAnswers<never>['columns'] }
  if (kind === 'plan') {
    const read = readRecords(sheet, PLAN_LIST, answers)
    return { ...read, kind, sheet, rows: planRows(read, sheet.hiddenRows) }
  }
  const read = readRecords(sheet, DEVICE_LIST, answers)
  return { ...read, kind, sheet, rows: deviceRows(read, sheet.hiddenRows) }
}

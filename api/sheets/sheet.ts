/** The cells of a file as they stand there, before anything is read into them. Browser and server share it. */

/** Marks of a cell that a person sees: shown to whoever decides, never read as an amount. */
export type Mark = 'struck' | 'red' | 'filled'

export type CellValue =
  | { kind: 'text' }
  /** At most 15 digits, which is all that Excel keeps: 0.30000000000000004 is `0.3`. */
  | { kind: 'number'; decimal: string }
  /** `2025-06-06`, or `2025-06-06T15:00:00` where the format shows a time; as written, in no time zone. */
  | { kind: 'date'; iso: string }
  | { kind: 'boolean'; value: boolean }
  /** `#REF!` and the like; `shown` names it. */
  | { kind: 'error' }
  /** A formula whose result is not in the file; `shown` is the formula. */
  | { kind: 'formula' }

export type Cell = {
  /** Both count from 1. In text files a row is a record, so a quoted line break begins no row. */
  row: number
  column: number
  /** The text that a person sees, composed (NFC). */
  shown: string
  value: CellValue
  /** The number format where it is not the general one: some sheets name their unit only here. */
  format?: string
  marks?: readonly Mark[]
}

export type Row = { number: number; cells: Cell[] }

/** Bounds included. The value of a merge belongs to its top left cell; its other cells have none. */
export type Range = { top: number; left: number; bottom: number; right: number }

export type Sheet = {
  name: string
  /** A hidden sheet is named and not read. */
  hidden: boolean
  /** Only rows and cells with a value, in order. */
  rows: Row[]
  /** Absent for plain text, which cannot tell a merged cell from a blank one. */
  merges?: Range[]
  /** Those with values alone. */
  hiddenRows: number[]
  hiddenColumns: number[]
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp949'
export type SheetWarning = { code: 'quotes_uneven'; sheet: string; row: number }

export type SheetFile = {
  format: 'xlsx' | 'delimited' | 'html'
  /** How the bytes of a text file were read. */
  encoding?: Encoding
  /** Plain numbers that are meant as days count from 1904 in this workbook. */
  is1904?: true
  sheets: Sheet[]
  warnings: SheetWarning[]
}

export type SheetLimits = {
  /** Bytes of the file. */
  packedBytes: number
  /** Bytes after unpacking, counted while they are unpacked; of text, its bytes. */
  unpackedBytes: number
  sheets: number
  /** Rows and cells with a value, of all sheets. */
  rows: number
  cells: number
  /** The last column with a value. */
  columns: number
  /** Of all cells together: one long text may stand in many cells. */
  characters: number
  /** Also spans of hidden columns. */
  merges: number
  /** Texts, styles and relations, which cost memory without being cells. */
  entries: number
}

/**
 * Ten thousand customers (`domain.md` F.7), or a policy's 20,000 cells with as many closed places as a list; the
 * whole reading fits into a Worker's 128 MB, because cells bound it. What prices mean takes more (`PRICED_CELLS_MAX`).
 */
export const SHEET_LIMITS: SheetLimits = {
  packedBytes: 10_000_000,
  unpackedBytes: 64_000_000,
  sheets: 60,
  rows: 45_000,
  cells: 300_000,
  columns: 1_000,
  characters: 12_000_000,
  merges: 20_000,
  entries: 1_000_000,
}

/** What a reading needs beside the bytes. */
export type SheetSource = { name?: string | undefined }

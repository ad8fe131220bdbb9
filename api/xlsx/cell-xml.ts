import { STYLE, type Style } from './styles-xml.ts'
import { escapedText, isPlainText } from './text-xml.ts'

/** A cell's value decides its type; its column's kind decides its format. */
export type Cell = string | number | Date | null
export type ColumnKind = 'text' | 'won' | 'integer' | 'date' | 'datetime'

const DAY_MS = 86_400_000
const SEOUL_OFFSET_MS = 9 * 3_600_000
const UNIX_EPOCH_SERIAL = 25_569
// Before 1900-03-01 Excel counts a leap day that did not exist; after 9999 it has no dates.
const SERIAL_MIN = 61
const SERIAL_END = 2_958_466

const NUMBER_STYLE: Record<ColumnKind, Style> = {
  text: STYLE.general,
  won: STYLE.number,
  integer: STYLE.number,
  date: STYLE.date,
  datetime: STYLE.datetime,
}

const asNumber = (style: Style) => `" s="${style}"><v>`
const asText = (style: Style) => `" s="${style}" t="inlineStr"><is><t`
const END = '</t></is></c>'
const PLAIN = `${asText(STYLE.text)}>`
const PRESERVED = `${asText(STYLE.text)} xml:space="preserve">`

/**
 * The writer of one column's cells. A number in a date column is a serial day, which a query may have
 * computed; text stays text in any column and with any beginning.
 */
export function cellWriter(kind: ColumnKind, column: string) {
  const open = `<c r="${column}`
  const number = asNumber(NUMBER_STYLE[kind])
  const date = asNumber(kind === 'date' ? STYLE.date : STYLE.datetime)
  const wholeDays = kind === 'date'

  return (value: Cell | undefined, row: string): string => {
    if (value === null || value === undefined || value === '') return ''
    if (typeof value === 'string') {
      if (isPlainText(value)) return open + row + PLAIN + value + END
      return open + row + PRESERVED + escapedText(value) + END
    }
    if (typeof value === 'number') return `${open}${row}${number}${finite(value)}</v></c>`
    const serial = seoulSerial(value, wholeDays)
    // A day outside of Excel's range is written as text.
    if (serial < SERIAL_MIN || serial >= SERIAL_END) {
      return open + row + PLAIN + seoulText(value, wholeDays) + END
    }
    return `${open}${row}${date}${serial}</v></c>`
  }
}

/** A text or a number in a given style: for headers and totals. */
export const styledCell = (address: string, value: string | number, style: Style): string =>
  typeof value === 'number'
    ? `<c r="${address}${asNumber(style)}${finite(value)}</v></c>`
    : `<c r="${address}${asText(style)} xml:space="preserve">${escapedText(value)}${END}`

/** The letters of a column: 0 is A, 26 is AA. */
export const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') +
  String.fromCharCode(65 + (index % 26))

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`A cell cannot hold ${value}.`)
  return value
}

/** Days since Excel's day 0 in Seoul time, whose offset is constant in this product. */
function seoulSerial(at: Date, wholeDays: boolean): number {
  const days = finite(at.getTime() + SEOUL_OFFSET_MS) / DAY_MS
  return UNIX_EPOCH_SERIAL + (wholeDays ? Math.floor(days) : days)
}

function seoulText(at: Date, wholeDays: boolean): string {
  const iso = new Date(at.getTime() + SEOUL_OFFSET_MS).toISOString().replace('T', ' ')
  return iso.slice(0, wholeDays ? -'_hh:mm:ss.sssZ'.length : -':ss.sssZ'.length)
}

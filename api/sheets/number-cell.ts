import { format as formatted, getFormatDateInfo, isDateFormat } from 'numfmt'
import type { CellValue } from './sheet.ts'

const DIGITS = 15
const DAY_SECONDS = 86_400
/** From 1904-01-01 back to the day before 1900-01-01. */
const DAYS_TO_1904 = 1_462
/** The last day that Excel knows, 9999-12-31. */
const SERIAL_MAX = 2_958_466
/** Excel counts a 29 February 1900, which never was. */
const MISCOUNTED_UNTIL = 60
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i

/** The value and the shown text of a number cell; undefined when the text is no number. */
export function numberCell(
  written: string,
  format: string | undefined,
  is1904: boolean,
): { shown: string; value: CellValue } | undefined {
  const text = written.trim()
  const number = Number(text)
  if (!NUMBER.test(text) || !Number.isFinite(number)) return undefined
  const decimal = decimalOf(number)
  if (format === undefined) return { shown: decimal, value: { kind: 'number', decimal } }
  const iso = isDateFormat(format) ? isoOf(number, format, is1904) : undefined
  const serial = iso !== undefined && is1904 ? number + DAYS_TO_1904 : number
  const shown = shownBy(format, serial) ?? decimal
  return { shown, value: iso === undefined ? { kind: 'number', decimal } : { kind: 'date', iso } }
}

/** `3.5E+14` → `350000000000000`; the digits beyond the fifteenth are noise of binary fractions. */
export function decimalOf(number: number): string {
  const short = Number(number.toPrecision(DIGITS))
  const [figures = '0', power] = String(short).split('e')
  if (power === undefined) return Object.is(short, -0) ? '0' : figures
  const sign = figures.startsWith('-') ? '-' : ''
  const [whole = '', part = ''] = figures.replace('-', '').split('.')
  const places = Number(power)
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${whole}${part}`
  return sign + whole + part.padEnd(places, '0')
}

function shownBy(format: string, serial: number): string | undefined {
  try {
    return formatted(format, serial).trim()
  } catch {
    // The format of a damaged or odd style; the number itself is still right.
    return undefined
  }
}

/** The day of a serial number, without a zone: undefined for a time of day alone or a day that Excel has not. */
function isoOf(number: number, format: string, is1904: boolean): string | undefined {
  const { year, month, day, hours, minutes } = getFormatDateInfo(format)
  if (!year && !month && !day) return undefined
  const serial = is1904 ? number + DAYS_TO_1904 : number
  if (serial < 1 || serial >= SERIAL_MAX) return undefined
  const seconds = Math.round(serial * DAY_SECONDS)
  const days = Math.floor(seconds / DAY_SECONDS)
  const epoch = days < MISCOUNTED_UNTIL ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const iso = new Date(epoch + seconds * 1_000).toISOString()
  return hours || minutes ? iso.slice(0, 19) : iso.slice(0, 10)
}

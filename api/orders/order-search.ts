import { addDays } from '../calendar.ts'
import { serialOf } from '../code.ts'

/** Characters at least; shorter texts match half of all orders. */
export const ORDER_SEARCH_MIN = 4

/** What a text may match. It may match in several ways: four digits end a number or a phone. */
export type OrderSearch = {
  /** The beginning of a number as it is written, and the days [from, to] of such numbers. */
  head?: { text: string; from: string; to: string; hasCarrier: boolean }
  /** The end of a number, without hyphens. */
  tail?: string
  /** The last four digits of the customer's phone. */
  phone?: string
}

const HEAD = /^([A-Z]{2})?(\d{2,6})([0-9A-Z]{0,8})$/
const TAIL = /^(?![A-Z]{2}\d)(?=.*\d)[0-9A-Z]{4,8}$/
const DAY_DIGITS = 6

/**
 * Reads a typed text as part of an order number (`SK-261129-48392017`) or of a phone. Hyphens, blanks,
 * case and full width make no difference. Undefined: it can be neither, and no order matches.
 */
export function orderSearchOf(typed: string): OrderSearch | undefined {
  const serial = serialOf(typed)
  if (serial.length < ORDER_SEARCH_MIN) return undefined
  const head = headOf(serial)
  const search = {
    ...(head && { head }),
    ...(!head?.hasCarrier && TAIL.test(serial) && { tail: serial }),
    ...(/^\d{4}$/.test(serial) && { phone: serial }),
  }
  return Object.keys(search).length > 0 ? search : undefined
}

/** Without the carrier the day has to be complete: fewer digits are more likely the end of a number. */
function headOf(serial: string): OrderSearch['head'] {
  const [, carrier, day = '', rest = ''] = HEAD.exec(serial) ?? []
  if (!day || (day.length < DAY_DIGITS && (!carrier || rest))) return undefined
  const days = daysBeginning(day)
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return undefined
  const text = [carrier, day, rest].filter(Boolean).join('-')
  return { text, from, to, hasCarrier: carrier !== undefined }
}

/** The days whose `yymmdd` begins with these digits; the first two are the year. */
function daysBeginning(digits: string): string[] {
  const first = `20${digits.slice(0, 2)}-01-01`
  return Array.from({ length: 366 }, (_, n) => addDays(first, n)).filter((day) =>
    day.replaceAll('-', '').slice(2).startsWith(digits),
  )
}

import { toAscii } from './code.ts'

/** Korean telephone numbers (번호관리 세칙): one rule for every form, the server and the browser. */

export type PhoneFault = 'empty' | 'too_short' | 'too_long' | 'unknown_prefix' | 'unreadable'
export type ParsedPhone = { digits: string } | { fault: PhoneFault }
/** `mobile` is a person's line; `any` also takes area codes, 050x, 070, 080 and 15xx-xxxx. */
export type PhoneClass = 'any' | 'mobile'

type Range = {
  starts: readonly string[]
  prefix: number
  min: number
  max: number
  mobile?: true
}
const AREAS = '031 032 033 041 042 043 044 051 052 053 054 055 061 062 063 064'.split(' ')
/** `prefix` is the length of the first group; `min` and `max` are those of the whole number, in digits. */
const RANGES: readonly Range[] = [
  { starts: ['010'], prefix: 3, min: 11, max: 11, mobile: true },
  { starts: ['011', '016', '017', '018', '019'], prefix: 3, min: 10, max: 11, mobile: true },
  { starts: ['02'], prefix: 2, min: 9, max: 10 },
  { starts: AREAS, prefix: 3, min: 10, max: 11 },
  { starts: ['050'], prefix: 4, min: 11, max: 12 },
  { starts: ['070'], prefix: 3, min: 11, max: 11 },
  { starts: ['080'], prefix: 3, min: 10, max: 11 },
  { starts: ['15', '16', '18'], prefix: 4, min: 8, max: 8 },
]

const rangeOf = (digits: string): Range | undefined =>
  RANGES.find(({ starts }) => starts.some((start) => digits.startsWith(start)))

/** The lengths of a number with this beginning, first group and whole, in digits; undefined for none. */
export function phoneLengths(
  digits: string,
): { prefix: number; min: number; max: number } | undefined {
  const range = rangeOf(digits)
  return range && { prefix: range.prefix, min: range.min, max: range.max }
}

/** Whether these digits can be the beginning of a number: for a field during typing. */
export const mayBecomePhone = (digits: string): boolean =>
  RANGES.some(({ starts }) =>
    starts.some((start) => start.startsWith(digits) || digits.startsWith(start)),
  )

/**
 * The digits of a number in the forms that people write: blanks, dots, brackets and dashes of any kind, full
 * width, `+82 10-…`. A text that cannot be a Korean number is a fault; nothing is guessed.
 */
export function parsePhone(text: string, of: PhoneClass = 'any'): ParsedPhone {
  const typed = toAscii(text)
  if (typed === '') return { fault: 'empty' }
  if (!/^\+?[\d\s().\-/]+$/.test(typed) || !/\d/.test(typed)) return { fault: 'unreadable' }
  const digits = domestic(typed)
  if (digits === undefined) return { fault: 'unknown_prefix' }
  const range = rangeOf(digits)
  if (!range) return { fault: mayBecomePhone(digits) ? 'too_short' : 'unknown_prefix' }
  if (of === 'mobile' && !range.mobile) return { fault: 'unknown_prefix' }
  if (digits.length < range.min) return { fault: 'too_short' }
  if (digits.length > range.max) return { fault: 'too_long' }
  // No line ends in zeros alone; people type them where a number is required and they know none.
  if (/^0+$/.test(digits.slice(range.prefix))) return { fault: 'unknown_prefix' }
  return { digits }
}

/** The number without its country code; undefined for a foreign one. No domestic number begins with 82. */
function domestic(typed: string): string | undefined {
  const plus = typed.startsWith('+')
  const digits = typed.replace(/\D/g, '')
  const [, rest] = /^(?:00)?82(.*)$/.exec(digits) ?? []
  if (rest === undefined) return plus ? undefined : digits
  return rest.startsWith('0') || /^1[568]\d{6}$/.test(rest) ? rest : `0${rest}`
}

export const isPhone = (text: string, of: PhoneClass = 'any'): boolean =>
  'digits' in parsePhone(text, of)

/**
 * `01012345678` as `010-1234-5678`, `021234567` as `02-123-4567`, `15881234` as `1588-1234`. Groups the
 * beginning of a number as far as it goes; a text that is no number comes back unchanged.
 */
export function formatPhone(digits: string): string {
  const range = rangeOf(digits)
  if (!range || !/^\d+$/.test(digits)) return digits
  const rest = digits.slice(range.prefix)
  const long = digits.length > range.min || range.min === range.max
  const middle = range.max - range.prefix <= 4 ? 0 : long ? 4 : 3
  const groups = [digits.slice(0, range.prefix), rest.slice(0, middle), rest.slice(middle)]
  return groups.filter((group) => group !== '').join('-')
}

/** A row with its number, stored as digits, in the form that people write. */
export const shownPhone = <T extends { phone: string | null }>(row: T): T => ({
  ...row,
  phone: row.phone && formatPhone(row.phone),
})

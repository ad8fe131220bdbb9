// The ranges of Korean numbers (번호관리 세칙) and how they are written; reading what people type is `phone.ts`.

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

export const rangeOf = (digits: string): Range | undefined =>
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

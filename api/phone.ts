import { toAscii } from './code.ts'
import { formatPhone, mayBecomePhone, rangeOf } from './phone-groups.ts'

/** Korean telephone numbers (번호관리 세칙): one rule for every form, the server and the browser. */

export type PhoneFault = 'empty' | 'too_short' | 'too_long' | 'unknown_prefix' | 'unreadable'
export type ParsedPhone = { digits: string } | { fault: PhoneFault }
/** `mobile` is a person's line; `any` also takes area codes, 050x, 070, 080 and 15xx-xxxx. */
export type PhoneClass = 'any' | 'mobile'

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

/** A row with its number, stored as digits, in the form that people write. */
export const shownPhone = <T extends { phone: string | null }>(row: T): T => ({
  ...row,
  phone: row.phone && formatPhone(row.phone),
})

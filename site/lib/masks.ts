import { isDay } from '#api/calendar.ts'
import { isEid, isImei, toAscii } from '#api/code.ts'
import { isBusinessNumber } from '#api/companies/business-number.ts'
import { parsePhone } from '#api/phone.ts'
import { formatPhone, phoneLengths } from '#api/phone-groups.ts'
import { cut, GROUPS, inGroups, type MaskName } from './mask-groups.ts'
import { regrouped, type Typed } from './typing.ts'

type Mask = {
  /** The number of digits; `least` where fewer are allowed. */
  length: number
  least?: number
  right?: (digits: string) => boolean
}

const MASKS: Record<Exclude<MaskName, 'phone'>, Mask> = {
  business: { length: 10, right: isBusinessNumber },
  imei: { length: 15, right: isImei },
  eid: { length: 32, right: isEid },
  birth: { length: 8, right: (digits) => isDay(cut(digits, GROUPS.birth)) },
  four: { length: 4 },
  account: { length: 20, least: 6 },
  parcel: { length: 20, least: 6 },
}

/**
 * What makes a number invalid: missing or extra digits, an impossible prefix, a wrong check digit, or other
 * characters.
 */
export type MaskProblem =
  | { is: 'short' | 'long'; by: number; length: number }
  | { is: 'prefix' | 'wrong' | 'unreadable' }

/** Blanks, dots, brackets and dashes between digits are ignored. */
const SHAPED = /^[\d\s.()/-]*$/
const DIGIT = /\d/

/** The digits of a text, or the text itself if it holds anything else. Nothing is cut off. */
export function digitsOf(text: string): string {
  const plain = toAscii(text)
  return SHAPED.test(plain) ? plain.replace(/\D/g, '') : text
}

/** `01012345678` → `010-1234-5678`; also for the beginning of a number; other text unchanged. */
export function masked(mask: MaskName, text: string): string {
  const digits = digitsOf(text)
  if (!/^\d*$/.test(digits)) return text
  return inGroups(mask, digits)
}

/** Undefined for a valid number. */
export function maskProblem(mask: MaskName, text: string): MaskProblem | undefined {
  const digits = digitsOf(text)
  if (!/^\d+$/.test(digits)) return { is: 'unreadable' }
  if (mask === 'phone') return phoneProblem(digits)
  const { length, least = length, right } = MASKS[mask]
  if (digits.length < least) return { is: 'short', by: least - digits.length, length }
  if (digits.length > length) return { is: 'long', by: digits.length - length, length }
  return right && !right(digits) ? { is: 'wrong' } : undefined
}

function phoneProblem(digits: string): MaskProblem | undefined {
  const parsed = parsePhone(digits)
  if ('digits' in parsed) return undefined
  const { min = 11, max = 11 } = phoneLengths(digits) ?? {}
  if (parsed.fault === 'too_short') return { is: 'short', by: min - digits.length, length: min }
  if (parsed.fault === 'too_long') return { is: 'long', by: digits.length - max, length: max }
  return { is: 'prefix' }
}

type Change = Typed & { before: string; kind?: string | undefined; isPasted?: boolean }

/**
 * One change of a masked field: `value` is digits, or the text as typed if it holds anything else. The caret
 * stays behind the same digits, wherever the hyphens went.
 */
export function typeMask(mask: MaskName, change: Change): Typed & { value: string } {
  const text = change.text.normalize('NFKC')
  const caret = change.text.slice(0, change.caret).normalize('NFKC').length
  const abroad = mask === 'phone' && (change.isPasted || text.trimStart().startsWith('+'))
  const parsed = abroad ? parsePhone(text) : { fault: 'unreadable' as const }
  if ('digits' in parsed) {
    const whole = formatPhone(parsed.digits)
    if (digitsOf(text) !== parsed.digits)
      return { value: parsed.digits, text: whole, caret: whole.length }
  }
  if (!SHAPED.test(toAscii(text)))
    return { value: change.text, text: change.text, caret: change.caret }
  const typed = regrouped({ ...change, text, caret }, DIGIT, (digits) => masked(mask, digits))
  return { ...typed, value: typed.text.replace(/\D/g, '') }
}

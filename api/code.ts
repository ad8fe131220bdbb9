import { visibleOf } from './text.ts'

/** Hyphens, dashes, minus signs and similar bars that other keyboards type for them. */
const DASHES = /[\p{Pd}\u00AF\u02D7\u2043\u2212\u23AF\u2500\u2501\u30FC\u3161\u3163\uFF70]/gu

/**
 * The typed text in ASCII where it has an ASCII form: full-width and circled characters folded, every dash
 * a hyphen, every blank a space, nothing invisible. Letters keep their case.
 */
export const toAscii = (text: string): string =>
  visibleOf(text)
    .replace(DASHES, '-')
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/[\s\u2800]+/g, ' ')
    .trim()

/** A code in its form for comparison: ASCII capitals without blanks. Its hyphens stay. */
export const codeOf = (typed: string): string => toAscii(typed).replaceAll(' ', '').toUpperCase()

/** A secret that people copy, without the blanks and marks that a clipboard adds. */
export const copiedOf = (typed: string): string => toAscii(typed).replaceAll(' ', '')

/** A number written in groups, without the separators between them; letters become capitals. */
export const serialOf = (typed: string): string => codeOf(typed).replace(/[-./]/g, '')

/** The code, with blanks read as hyphens: `SK 261120 1001`. */
export const hyphenated = (typed: string): string =>
  toAscii(typed)
    .replace(/ ?- ?| /g, '-')
    .toUpperCase()

/** With both hyphens or without any. */
const ORDER_NUMBER = /^([A-Z]{2})(-?)(\d{6})\2([0-9A-Z]{4,8})$/

/** `SK-261120-1001`, with any separators in the typed text; a text that is no order number stays a code. */
export function orderNumberOf(typed: string): string {
  const code = codeOf(typed)
  const [, carrier, , day, rest] =
    ORDER_NUMBER.exec(code) ?? ORDER_NUMBER.exec(hyphenated(typed)) ?? []
  return carrier ? `${carrier}-${day}-${rest}` : code
}

/** The Luhn sum: 0 if the last digit checks the others. */
function luhn(digits: string): number {
  let sum = 0
  for (let i = digits.length - 1, odd = true; i >= 0; i--, odd = !odd) {
    const digit = Number(digits[i])
    const weighed = odd ? digit : digit * 2
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10
}
export const isLuhn = (digits: string): boolean => /^\d+$/.test(digits) && luhn(digits) === 0

/** One repeated digit: people type it where a number is required and they know none. */
const isOneDigit = (digits: string) => /^(\d)\1*$/.test(digits)

/** 15 digits with the Luhn check digit (3GPP TS 23.003). */
export const isImei = (digits: string): boolean =>
  digits.length === 15 && isLuhn(digits) && !isOneDigit(digits)

/** 32 digits of which the last two check the others: the whole number is 1 modulo 97 (GSMA SGP.02, SGP.29). */
export const isEid = (digits: string): boolean =>
  /^\d{32}$/.test(digits) && BigInt(digits) % 97n === 1n

/**
 * Whether the last digit checks the others in the number of a SIM: 19 or 20 digits from 89 on (ITU-T E.118).
 * Undefined for other numbers, such as a carrier's own, which have no public check digit.
 */
export const isIccid = (digits: string): boolean | undefined =>
  /^89\d{17,18}$/.test(digits) ? isLuhn(digits) : undefined

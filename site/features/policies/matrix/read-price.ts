import { amountIn, PRICE_MAX_WON, parseAmount, UNITS_WON, type UnitWon } from '#api/amount.ts'
import type { Content } from './entry.ts'

const DASHES = /^[-−–—‐‑]+$/
/** Korean officials write a negative amount with a white triangle; a black one is a rise as often. */
const NEGATIVE = /^△\s*/
const plainOf = (text: string) => text.normalize('NFKC').trim()

/**
 * What typed text puts into a cell, in won: an amount, a dash for "no orders", nothing (undefined) for empty
 * text. Other text stays as it is.
 */
export function readPrice(text: string, unit: UnitWon = 1): Content | undefined {
  const plain = plainOf(text)
  if (plain === '') return undefined
  if (DASHES.test(plain)) return null
  return wonIn(plain, unit) ?? text.trim()
}

const wonIn = (plain: string, unit: UnitWon): number | undefined =>
  amountIn(plain.replace(NEGATIVE, '-'), unit)?.won

/** Whether a text is figures without a unit. */
function isBare(text: string): boolean {
  const plain = plainOf(text)
  return /\d/.test(plain) && !/[^\d.,\s()△+\-−–]/.test(plain)
}

/**
 * The units in which all these figures are plausible prices, the likeliest first; every unit where none is, and
 * nothing where there is no doubt. What names its unit is not asked about.
 */
export function unitsIn(texts: readonly string[]): readonly UnitWon[] {
  const bare = texts.filter((text) => isBare(text) && /[1-9]/.test(plainOf(text)))
  if (bare.length === 0) return []
  const fits = UNITS_WON.toReversed().filter((unit) =>
    bare.every((text) => {
      const won = wonIn(plainOf(text), unit)
      return won !== undefined && Math.abs(won) <= PRICE_MAX_WON
    }),
  )
  if (fits.length === 0) return UNITS_WON
  // Figures too large for 천원 can only be won.
  return fits.length === 1 && fits[0] === 1 ? [] : fits
}

/** Words that stand in the trade's price cells without being amounts. */
const WORDS = /^(?:동결|유지|동일|상동|별도|협의|문의|미정|불가|마감|중단|종료|단종|품절|[x×])/i

/** Whether a pasted text can stand in a price cell, to tell cells from heads. */
export function isPriceLike(text: string): boolean {
  const plain = plainOf(text)
  return typeof readPrice(plain) !== 'string' || WORDS.test(plain) || /^[+▲▼▽△↑↓]/.test(plain)
}

/** `▲5`: a change from the amount before, up or down; undefined for other text. */
export function changeIn(text: string): number | undefined {
  const [, figures = ''] = /^[▲▼▽↑↓]\s*(.+)$/.exec(plainOf(text)) ?? []
  if (!figures) return undefined
  // One to three figures count in 만원 in the trade; both results are offered with their amounts.
  return /^\d{1,3}$/.test(figures) ? parseAmount(`${figures}만`) : parseAmount(figures)
}

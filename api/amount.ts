/** Reads an amount of money that people type, paste or import, as whole won. */

/** The largest amount that is accepted: one won below 1조. */
export const AMOUNT_MAX = 999_999_999_999
/** 원, 천원, 만원: in which of them a sheet counts stands in no cell, or only in its title or a format. */
export const UNITS_WON = [1, 1_000, 10_000] as const
export type UnitWon = (typeof UNITS_WON)[number]
/** The largest price that is plausible for one activation; above it a unit does not fit. */
export const PRICE_MAX_WON = 5_000_000
const TEXT_MAX = 40

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** A separator of cells or rows: with two amounts it is unknown which one is meant. */
const BREAK = /[\t\r\n\v\f\u2028\u2029]/
const APART = /[\d.,]\s+[\d.,]/
/** Digits with commas in the right places, with or without decimals. */
export const FIGURES = '(?:[1-9]\\d{0,2}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'

const SIGNED = /^([+-]?)(?:₩|\\)?([+-]?)(.*?)원?$/
const GROUPS = /^(?:([^만억]+)억)?(?:([^만억]+)만)?([^만억]*)$/
const PLAIN = new RegExp(`^(${FIGURES})$`)
const SMALL = new RegExp(`(${FIGURES})?([천백십])`, 'g')
const SIZES: Readonly<Record<string, number>> = { 천: 1_000, 백: 100, 십: 10 }
/** Fewer digits after a unit are a short form: `3만5` means 3만 5천. */
const TAIL_MIN = 3

/**
 * `1,234,000원`, `￦1,234,000.00`, `１２３`, `120만`, `1.2억`, `1억 2천만`, `천만`, `2천3백억`, `120백만`, `−500`, `(500)` → whole
 * won; undefined when the text is no amount or has more than one meaning. Nothing is guessed: `1,2` and `12a`
 * are no amounts, nor are `1억2천` (short for 1억 2천만) and `3만5` (short for 3만 5천).
 */
export const parseAmount = (text: string): number | undefined => amountIn(text, 1)?.won

/**
 * The same for a text of a sheet whose figures count in a unit: with 10,000, `35` is 350,000 won. A text with
 * a unit of its own (`38만`, `350,000원`) keeps it.
 */
export function amountIn(
  text: string,
  unitWon: number,
): { won: number; namesUnit: boolean } | undefined {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').trim()
  if (plain.length > TEXT_MAX || BREAK.test(plain) || APART.test(plain)) return undefined
  const dense = plain.replace(/\s/g, '').replace(/[−–—‐‑]/g, '-')
  // Bookkeepers write negative amounts in brackets.
  const bracketed = /^\((.*)\)원?$/.exec(dense)
  const [, before = '', after = '', body = ''] = SIGNED.exec(bracketed?.[1] ?? dense) ?? []
  const sign = before + after
  if (sign.length > 1 || (bracketed && sign)) return undefined
  const namesUnit = !PLAIN.test(body) || /[₩\\원]/.test(dense)
  const won = readPlain(body, namesUnit ? 1 : unitWon) ?? readUnits(body)
  if (won === undefined || won > AMOUNT_MAX) return undefined
  return { won: bracketed || sign === '-' ? 0 - won : won, namesUnit }
}

function readPlain(text: string, unitWon: number): number | undefined {
  const [, figures] = PLAIN.exec(text) ?? []
  return figures === undefined ? undefined : times(figures, unitWon)
}

/** Sums the parts before 억, before 만 and after them; each part is smaller than the unit above it. */
function readUnits(text: string): number | undefined {
  const [, eok, man, ones = ''] = GROUPS.exec(text) ?? []
  if (text === '' || (eok === undefined && man === undefined && /^\d*$/.test(ones)))
    return undefined
  // In speech the part after 억 counts in 만, named or not, so it is accepted only with 만.
  if (eok !== undefined && man === undefined && ones) return undefined
  // Only the last part may have a fraction: 1.2억 3천만 may be either of two amounts.
  const parts = [eok, man, ones].filter(Boolean)
  if (parts.slice(0, -1).some((part) => part?.includes('.'))) return undefined
  const high = eok === undefined ? 0 : section(eok, 100_000_000, false)
  const middle = man === undefined ? 0 : section(man, 10_000, false)
  const low = ones === '' ? 0 : section(ones, 1, man !== undefined)
  if (high === undefined || middle === undefined || low === undefined) return undefined
  if ((eok !== undefined && middle >= 100_000_000) || (man !== undefined && low >= 10_000))
    return undefined
  return high + middle + low
}

/** `1,234`, `2천5백`, `2천500` or `120백`, times a unit. */
function section(text: string, unit: number, isTail: boolean): number | undefined {
  if (PLAIN.test(text)) return isTail && text.length < TAIL_MIN ? undefined : times(text, unit)
  let sum = 0
  let above = Number.POSITIVE_INFINITY
  let rest = text
  for (const [said, figures = '1', name = ''] of text.matchAll(SMALL)) {
    const size = SIZES[name] ?? 1
    const value = times(figures, size * unit)
    // 천, 백 and 십 must descend, and only the first may have a number above nine: 120백만, 2천5백.
    const isNested = above !== Number.POSITIVE_INFINITY
    if (value === undefined || size >= above || (isNested && !/^[1-9]$/.test(figures)))
      return undefined
    if (!rest.startsWith(said)) return undefined
    rest = rest.slice(said.length)
    if (rest && figures.includes('.')) return undefined
    sum += value
    above = size
  }
  if (!rest) return sum
  const isTailRight = /^\d+$/.test(rest) && rest.length >= TAIL_MIN && Number(rest) < above
  return isTailRight ? sum + Number(rest) * unit : undefined
}

/** The exact product; undefined when it is no whole number, as for 0.00001만. */
function times(figures: string, unit: number): number | undefined {
  const [whole = '', part = ''] = figures.replaceAll(',', '').split('.')
  const scale = 10n ** BigInt(part.length)
  const product = BigInt(whole + part) * BigInt(unit)
  return product % scale === 0n ? Number(product / scale) : undefined
}

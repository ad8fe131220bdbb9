import type { Tier } from '#db/words.ts'
import { codeOf, hyphenated } from '../code.ts'

const PREFIX: Record<Tier, string> = { hq: 'HQ', agency: 'AG', retail: 'RT' }
const TIER_OF = new Map(Object.entries(PREFIX).map(([tier, prefix]) => [prefix, tier as Tier]))
/** With both hyphens or with none. */
const CODE = /^([A-Z]{2})(-?)(\d{6})\2(\d{4})$/
/** The most companies of one tier that can get a code on one Seoul day. */
export const NUMBER_MAX = 9999

/** The common prefix of codes of one tier and day: `AG-261120-`. `day` is `2026-11-20`. */
export const codePrefix = (tier: Tier, day: string): string =>
  `${PREFIX[tier]}-${day.slice(2).replaceAll('-', '')}-`

/** `AG-261120-0001`. */
export function formatCode(tier: Tier, day: string, number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > NUMBER_MAX)
    throw new RangeError(`a company's number is 1 to ${NUMBER_MAX}, not ${number}`)
  return codePrefix(tier, day) + String(number).padStart(4, '0')
}

/**
 * Parses a code as people type it: lower case, full width, with spaces and dashes of any kind, or without.
 * Use its tier only to check the input; the company's row holds the actual tier.
 */
export function parseCode(
  text: string,
): { code: string; tier: Tier; day: string; number: number } | undefined {
  const [, prefix = '', , date = '', digits = ''] =
    CODE.exec(codeOf(text)) ?? CODE.exec(hyphenated(text)) ?? []
  const tier = TIER_OF.get(prefix)
  const day = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`
  if (!tier || Number(digits) < 1) return undefined
  if (Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day)
    return undefined
  return { code: `${prefix}-${date}-${digits}`, tier, day, number: Number(digits) }
}

import type { Tier } from '#db/words.ts'

const PREFIX: Record<Tier, string> = { hq: 'HQ', agency: 'AG', retail: 'RT' }
const TIER_OF = new Map(Object.entries(PREFIX).map(([tier, prefix]) => [prefix, tier as Tier]))
/** Companies of one tier that one Seoul day can number. */
export const NUMBER_MAX = 9999

/** What the codes of one tier and one day share: `AG-261120-`. `day` is `2026-11-20`. */
export const codePrefix = (tier: Tier, day: string): string =>
  `${PREFIX[tier]}-${day.slice(2).replaceAll('-', '')}-`

/** `AG-261120-0001`. */
export function formatCode(tier: Tier, day: string, number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > NUMBER_MAX)
    throw new RangeError(`a company's number is 1 to ${NUMBER_MAX}, not ${number}`)
  return codePrefix(tier, day) + String(number).padStart(4, '0')
}

/**
 * Reads a code as people type it: spaces around it and small letters are forgiven. The tier it tells
 * is for checking what was typed; what a company is stands in its row.
 */
export function parseCode(
  text: string,
): { code: string; tier: Tier; day: string; number: number } | undefined {
  const code = text.trim().toUpperCase()
  const [, prefix = '', date = '', digits = ''] = /^([A-Z]{2})-(\d{6})-(\d{4})$/.exec(code) ?? []
  const tier = TIER_OF.get(prefix)
  const day = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`
  if (!tier || Number(digits) < 1) return undefined
  if (Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day)
    return undefined
  return { code, tier, day, number: Number(digits) }
}

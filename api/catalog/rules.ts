import type { Carrier } from '#db/words.ts'

// Rules of the catalogue that the API, the import and the screen share (`domain.md` B.4).

export const FEE_MAX_WON = 10_000_000
/** A smaller monthly fee is a number without its unit: 89 for 89,000 won. */
export const FEE_MIN_SURE_WON = 1_000
export const PRICE_MAX_WON = 100_000_000
/** A smaller price of a device is a number without its unit: 1,155 for 1,155,000 won. */
export const PRICE_MIN_SURE_WON = 10_000
export const COLORS_MAX = 30
export const COLOR_NAME_MAX = 40
export const STORAGES_MAX = 20
/** Rows of one import. */
export const ROWS_MAX = 1000
export const COLOR_CODE = /^#[0-9A-F]{6}$/

/** How the trade writes the carriers. */
const WRITTEN: Record<Carrier, RegExp> = {
  skt: /(?<![a-z])skt?(?![a-z])|에스케이|티월드/i,
  kt: /(?<![a-z])kt(?![a-z])|케이티/i,
  lgu: /(?<![a-z])(lg ?u\+?|lg|u\+)(?![a-z])|엘지|유플러스/i,
}
const CARRIERS = Object.keys(WRITTEN) as Carrier[]

/** The carrier that a cell of a price list names: SKT, KT, LG U+, LGU+, lg, 유플러스. */
export function carrierIn(text: string): Carrier | undefined {
  const word = text.trim()
  return CARRIERS.find((carrier) => WRITTEN[carrier].exec(word)?.[0] === word)
}

/** The other carrier whose name a plan's name contains; undefined for a name of its own or of none. */
export function otherCarrierIn(name: string, own: Carrier): Carrier | undefined {
  if (WRITTEN[own].test(name)) return undefined
  return CARRIERS.find((carrier) => carrier !== own && WRITTEN[carrier].test(name))
}

/** Two names that differ only in case, width and blanks are one name to people. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Won in a cell: `89,000`, `₩89,000`, `89000원`. Undefined for anything else, so nothing is guessed. */
export function wonIn(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[\s₩￦원]/g, '')
  if (!/^-?\d{1,3}(,\d{3})+$|^-?\d+$/.test(plain)) return undefined
  const won = Number(plain.replaceAll(',', ''))
  return Number.isSafeInteger(won) ? won : undefined
}

export type Validity = { validFrom: string | null; validUntil: string | null }
/** Whether the last day comes before the first. */
export const endsBeforeStart = ({ validFrom, validUntil }: Validity): boolean =>
  validFrom !== null && validUntil !== null && validUntil < validFrom

/** The name that stands twice in a list; undefined when all differ. */
export function repeatedName(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(nameKey(name)).size)
}

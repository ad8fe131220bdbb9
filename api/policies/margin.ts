// What an agency keeps of an order: what HQ pays it less what it pays the shop.

/** The least and the most that an agency may keep of an order, in won, as HQ sets it; null: no limit (decision 049). */
export type MarginLimits = {
  readonly marginFloorWon: number | null
  readonly marginCeilingWon: number | null
}
/** On which side a margin is outside the limits. */
export type Outside = 'below_floor' | 'above_ceiling'

export const NO_LIMITS = {
  marginFloorWon: null,
  marginCeilingWon: null,
} as const satisfies MarginLimits

/** Whether HQ limits the margin at all. */
export const isLimited = ({ marginFloorWon, marginCeilingWon }: MarginLimits): boolean =>
  marginFloorWon !== null || marginCeilingWon !== null

/** An agency may pay its shops at most what HQ pays it. */
export const isAbove = (shopWon: number, grossWon: number): boolean => shopWon > grossWon

/** Why orders are refused at an amount of the agency; undefined where they are not. */
export function refusalOf(
  { marginFloorWon, marginCeilingWon, lowestWon }: MarginLimits & { readonly lowestWon: number },
  grossWon: number,
  shopWon: number,
): 'shop_above_gross' | 'below_lowest' | Outside | undefined {
  if (isAbove(shopWon, grossWon)) return 'shop_above_gross'
  // HQ may allow less now than when the agency saved its amount.
  if (shopWon < lowestWon) return 'below_lowest'
  const marginWon = grossWon - shopWon
  if (marginFloorWon !== null && marginWon < marginFloorWon) return 'below_floor'
  if (marginCeilingWon !== null && marginWon > marginCeilingWon) return 'above_ceiling'
  return undefined
}

/** The most that a shop may be paid where HQ pays this. */
export const mostFor = ({ marginFloorWon }: MarginLimits, grossWon: number): number =>
  grossWon - (marginFloorWon ?? 0)

/** The least that a shop may be paid where HQ pays this; null without a ceiling. */
export const leastFor = ({ marginCeilingWon }: MarginLimits, grossWon: number): number | null =>
  marginCeilingWon === null ? null : grossWon - marginCeilingWon

/** The limit that a margin breaks on this side, in won. */
export function limitOn({ marginFloorWon, marginCeilingWon }: MarginLimits, side: Outside): number {
  const limitWon = side === 'below_floor' ? marginFloorWon : marginCeilingWon
  if (limitWon === null) throw new Error(`nothing is ${side} without that limit`)
  return limitWon
}

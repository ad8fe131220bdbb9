// What an agency keeps of an order: what HQ pays it less what it pays the shop.

/**
 * The least and the most that an agency may keep of an order, in won, as HQ sets it; null: no limit (decision 049).
 * A floor below zero is HQ's leave to pay shops more than HQ pays, by at most that (decision 053).
 */
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

/** Whether no margin can be within both limits. */
export const contradict = ({ marginFloorWon, marginCeilingWon }: MarginLimits): boolean =>
  marginFloorWon !== null && marginCeilingWon !== null && marginFloorWon > marginCeilingWon

/** How much more than HQ pays it an agency may pay a shop, from its own pocket; 0 without HQ's leave. */
export const leaveWonOf = ({ marginFloorWon }: Pick<MarginLimits, 'marginFloorWon'>): number =>
  Math.max(0, -(marginFloorWon ?? 0))

/** An agency may pay its shops at most what HQ pays it, and what HQ lets it add. */
export const isAbove = (limits: MarginLimits, shopWon: number, grossWon: number): boolean =>
  shopWon > grossWon + leaveWonOf(limits)

/** Why orders are refused at an amount of the agency; undefined where they are not. */
export function refusalOf(
  limits: MarginLimits & { readonly lowestWon: number },
  grossWon: number,
  shopWon: number,
): 'shop_above_gross' | 'below_lowest' | Outside | undefined {
  const { marginFloorWon, marginCeilingWon, lowestWon } = limits
  if (isAbove(limits, shopWon, grossWon)) return 'shop_above_gross'
  // HQ may allow less now than when the agency saved its amount.
  if (shopWon < lowestWon) return 'below_lowest'
  const marginWon = grossWon - shopWon
  if (marginFloorWon !== null && marginWon < marginFloorWon) return 'below_floor'
  if (marginCeilingWon !== null && marginWon > marginCeilingWon) return 'above_ceiling'
  return undefined
}

/** The most that a shop may be paid where HQ pays this; more than HQ pays only by its leave. */
export const mostFor = ({ marginFloorWon }: MarginLimits, grossWon: number): number =>
  grossWon - (marginFloorWon ?? 0)

/**
 * The most that a rule of an agency gives: what leaves it HQ's floor, and never more than HQ pays, whatever HQ allows,
 * because only a written amount costs the agency money.
 */
export const mostByRule = (limits: MarginLimits, grossWon: number): number =>
  Math.min(grossWon, mostFor(limits, grossWon))

/** The least that a shop may be paid where HQ pays this; null without a ceiling. */
export const leastFor = ({ marginCeilingWon }: MarginLimits, grossWon: number): number | null =>
  marginCeilingWon === null ? null : grossWon - marginCeilingWon

/** The limit that a margin breaks on this side, in won. */
export function limitOn({ marginFloorWon, marginCeilingWon }: MarginLimits, side: Outside): number {
  const limitWon = side === 'below_floor' ? marginFloorWon : marginCeilingWon
  if (limitWon === null) throw new Error(`nothing is ${side} without that limit`)
  return limitWon
}

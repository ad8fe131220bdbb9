import type { BandRounding, SimType } from '#db/words.ts'

// What an order's plan and SIM mean for its price. The order form shows both before it asks for a price.

/**
 * The plan's band. `up`: the smallest band that is not below the fee, or the top band. `down`: the largest
 * band that is not above the fee, or none (C.9-7).
 */
export function bandFor(
  bandsWon: readonly number[],
  feeWon: number,
  rounding: BandRounding,
): number | undefined {
  const ascending = bandsWon.toSorted((a, b) => a - b)
  if (rounding === 'down') return ascending.findLast((band) => band <= feeWon)
  return ascending.find((band) => band >= feeWon) ?? ascending.at(-1)
}

/**
 * A shop that paid for the SIM gets the amount back; a SIM billed later is deducted (0 minus, to avoid −0);
 * eSIM and reuse cost nothing.
 */
export const simLine = (simType: SimType, adjustmentWon: number): number =>
  simType === 'prepaid' ? adjustmentWon : simType === 'postpaid' ? 0 - adjustmentWon : 0

/** The group of each thing that is in one. */
export const membersOf = (
  groups: readonly (readonly [name: string, ids: readonly string[]])[],
): ReadonlyMap<string, string> =>
  new Map(groups.flatMap(([name, ids]) => ids.map((id) => [id, name] as const)))

/** Those with these names; undefined unless every name is known. */
export function allNamed<N extends { name: string }>(
  all: readonly N[],
  names: readonly string[],
): N[] | undefined {
  const found = all.filter(({ name }) => names.includes(name))
  return found.length === new Set(names).size ? found : undefined
}

/** The budget that an order holds: a rebate that the shop pays holds nothing. */
export const heldFor = (shopWon: number): number => Math.max(0, shopWon)

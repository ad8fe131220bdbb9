import type { CellCarrier } from '#db/words.ts'

/**
 * How an agency derives what its shops get from what HQ pays, instead of an amount for each cell: a share of
 * it, or that amount less a margin; then rounded down, and lowered until the least margin is left.
 */
export type ShareRule = {
  carrier: CellCarrier
  /** One shop; null for every shop. */
  retailId: string | null
  kind: 'percent' | 'minus'
  /** Percent from 0 to 100, or won. */
  value: number
  /** The amount is rounded down to a multiple of this many won. */
  roundToWon: 1 | 10 | 100 | 1_000 | 10_000
  leastMarginWon: number
}

/** How a rule comes to its amount, in won: the share of HQ's amount, that rounded down, and what is left to the shop. */
export type ShareSteps = { shareWon: number; roundedWon: number; shopWon: number }

/** The steps of a rule at HQ's amount in won; undefined below zero, where a share would cost the agency money. */
export function shareSteps(rule: ShareRule, grossWon: number): ShareSteps | undefined {
  if (grossWon < 0) return undefined
  const { kind, value, roundToWon, leastMarginWon } = rule
  const shareWon = kind === 'percent' ? Math.floor((grossWon * value) / 100) : grossWon - value
  const roundedWon = Math.floor(shareWon / roundToWon) * roundToWon
  const shopWon = Math.max(0, Math.min(roundedWon, grossWon - leastMarginWon))
  return { shareWon, roundedWon, shopWon }
}

/** What the rule gives of HQ's amount in won; undefined below zero. */
export const shareBy = (rule: ShareRule, grossWon: number): number | undefined =>
  shareSteps(rule, grossWon)?.shopWon

/** The rule for a shop, of its carrier before the one for all carriers. */
export const ruleFor = <R extends ShareRule>(
  rules: readonly R[],
  carrier: CellCarrier,
  retailId: string | null,
): R | undefined =>
  ruleAmong(
    rules.filter((rule) => rule.retailId === retailId),
    carrier,
  )

/** Of the rules of one shop, or of every shop, the one for a carrier, before the one for all. */
export const ruleAmong = <R extends ShareRule>(
  own: readonly R[] = [],
  carrier: CellCarrier,
): R | undefined =>
  own.find((rule) => rule.carrier === carrier) ?? own.find((rule) => rule.carrier === 'all')

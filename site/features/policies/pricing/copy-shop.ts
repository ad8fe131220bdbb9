import type { Draft } from './rates.ts'

/** What one shop has of its own: rules and one amount for all places. */
export const shopPartOf = ({ rules, overrides }: Draft, retailId: string) => ({
  rules: rules.filter((rule) => rule.retailId === retailId),
  overrideWon: overrides.find((one) => one.retailId === retailId)?.amountWon,
})

/** The draft in which other shops have exactly what one shop has: also nothing of their own. */
export function copiedTo(
  draft: Draft,
  from: string,
  to: readonly string[],
): Pick<Draft, 'rules' | 'overrides'> {
  const { rules, overrideWon } = shopPartOf(draft, from)
  const isKept = ({ retailId }: { retailId: string | null }) =>
    retailId === null || !to.includes(retailId)
  return {
    rules: [
      ...draft.rules.filter(isKept),
      ...to.flatMap((retailId) => rules.map((rule) => ({ ...rule, retailId }))),
    ],
    overrides: [
      ...draft.overrides.filter(isKept),
      ...(overrideWon === undefined
        ? []
        : to.map((retailId) => ({ retailId, amountWon: overrideWon }))),
    ],
  }
}

/** Whether a shop would get something else. */
export const differs = (draft: Draft, from: string, to: string): boolean => {
  const text = (retailId: string) => {
    const { rules, overrideWon } = shopPartOf(draft, retailId)
    const plain = rules.map(({ carrier, kind, value, roundToWon, leastMarginWon }) =>
      [carrier, kind, value, roundToWon, leastMarginWon].join(),
    )
    return JSON.stringify([plain.sort(), overrideWon])
  }
  return text(from) !== text(to)
}

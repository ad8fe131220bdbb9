import { type Entry, entryName } from '../matrix/entry.ts'
import type { Draft } from './rates.ts'
import { entriesFor } from './shop-entries.ts'

/** What a copy changes of a draft. */
export type Copied = Pick<Draft, 'rules' | 'overrides' | 'ofShops'>

/** What one shop has of its own: rules, one amount for all places, and cells. */
export const shopPartOf = (draft: Draft, retailId: string) => ({
  rules: draft.rules.filter((rule) => rule.retailId === retailId),
  overrideWon: draft.overrides.find((one) => one.retailId === retailId)?.amountWon,
  entries: entriesFor(draft, retailId),
})

/** The draft in which other shops have exactly what one shop has: also nothing of their own. */
export function copiedTo(draft: Draft, from: string, to: readonly string[]): Copied {
  const { rules, overrideWon, entries } = shopPartOf(draft, from)
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
    ofShops: [
      ...draft.ofShops.filter(isKept),
      ...(entries.length === 0 ? [] : to.map((retailId) => ({ retailId, entries }))),
    ],
  }
}

/** How many cells all shops have together. */
export const countCells = ({ ofShops }: Pick<Draft, 'ofShops'>): number =>
  ofShops.reduce((sum, { entries }) => sum + entries.length, 0)

/** Whether a shop has anything of its own. */
export function hasOwn(draft: Draft, retailId: string): boolean {
  const { rules, overrideWon, entries } = shopPartOf(draft, retailId)
  return rules.length + entries.length > 0 || overrideWon !== undefined
}

/** Whether a shop would get something else. */
export const differs = (draft: Draft, from: string, to: string): boolean => {
  const text = (retailId: string) => {
    const { rules, overrideWon, entries } = shopPartOf(draft, retailId)
    const plain = rules.map(({ carrier, kind, value, roundToWon, leastMarginWon }) =>
      [carrier, kind, value, roundToWon, leastMarginWon].join(),
    )
    return JSON.stringify([plain.sort(), overrideWon, entries.map(cellText).sort()])
  }
  return text(from) !== text(to)
}

const cellText = (entry: Entry): string => `${entryName(entry)} ${entry.content}`

import type { Draft } from './rates.ts'

/** Shops with a rule, one amount or cells of their own. */
export const ownShopsIn = ({ rules, overrides, ofShops }: Draft): ReadonlySet<string> =>
  new Set([...rules, ...overrides, ...ofShops].flatMap(({ retailId }) => retailId ?? []))

/** The draft without anything that is set for this shop alone. */
export function withoutOwn(draft: Draft, retailId: string): Draft {
  const isOther = (one: { retailId: string | null }) => one.retailId !== retailId
  return {
    ...draft,
    rules: draft.rules.filter(isOther),
    overrides: draft.overrides.filter(isOther),
    ofShops: draft.ofShops.filter(isOther),
  }
}

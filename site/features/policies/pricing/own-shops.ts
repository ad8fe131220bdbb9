import type { Draft } from './rates.ts'

/** Shops with a rule or one amount of their own. */
export const ownShopsIn = ({ rules, overrides }: Draft): ReadonlySet<string> =>
  new Set([...rules, ...overrides].flatMap(({ retailId }) => retailId ?? []))

import { CARRIERS, CATALOG_STATES } from '#db/words.ts'
import type { QueryState } from '../../lib/query.ts'
import { today } from '../../lib/server-clock.ts'

export const CATALOG_TABS = [
  'all',
  'plans',
  'devices',
  'colors',
  'sims',
  'couriers',
  'carriers',
  'prices',
] as const
export type CatalogTab = (typeof CATALOG_TABS)[number]

export const tabOf = ({ tab }: QueryState): CatalogTab =>
  CATALOG_TABS.find((one) => one === tab) ?? 'all'

/** The conditions in the address. `on` is undefined for today, which is read as of now. */
export function conditionsOf({ q = '', carrier, state, on }: QueryState) {
  return {
    q,
    carrier: CARRIERS.find((one) => one === carrier),
    state: CATALOG_STATES.find((one) => one === state),
    on: on && /^20\d\d-\d\d-\d\d$/.test(on) && on !== today() ? on : undefined,
  }
}
export type Conditions = ReturnType<typeof conditionsOf>

import type { Catalogue, Params } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'

/** Sentences that both moves of budget say, each in its own words. */
type Shared = Extract<keyof Catalogue['budget'], keyof Catalogue['rebates']>

/** HQ allocates to agencies, an agency distributes to its shops: the same table, dialog and rules. */
export type MoveKind = {
  path: '/rebates/allocations' | '/rebates/distributions'
  /** The floor of those who receive. */
  tier: 'agency' | 'retail'
  says: (key: Shared, params?: Params) => string
}

export const ALLOCATE: MoveKind = {
  path: '/rebates/allocations',
  tier: 'agency',
  says: (key, params) => t(`rebates.${key}`, params),
}

export const DISTRIBUTE: MoveKind = {
  path: '/rebates/distributions',
  tier: 'retail',
  says: (key, params) => t(`budget.${key}`, params),
}

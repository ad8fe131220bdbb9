import type { Catalogue, Params } from '../../lib/i18n/catalogue.ts'

/** Keys that both catalogue areas have, each with its own words. */
type Shared = Extract<keyof Catalogue['budget'], keyof Catalogue['rebates']>

/** HQ allocates to agencies, an agency distributes to its shops: the same table, dialog and rules. */
export type MoveKind = {
  path: '/rebates/allocations' | '/rebates/distributions'
  /** The tier of the receivers. */
  tier: 'agency' | 'retail'
  says: (key: Shared, params?: Params) => string
}

import { agencyConflicts, type Conflicts, noConflicts } from './agency-conflicts.ts'
import type { GrossIndex, SharesIndex } from './rebate.ts'
import { shopCellsIn } from './shop-conflicts.ts'

/** Everything that an agency set and at which no order is accepted, for every shop and for single ones. */
export const conflictsOf = (
  gross: GrossIndex,
  shares: SharesIndex | null,
  agencyId: string | null,
): Conflicts =>
  shares
    ? { ...agencyConflicts(gross, shares, agencyId), ...shopCellsIn(gross, shares, agencyId) }
    : noConflicts()

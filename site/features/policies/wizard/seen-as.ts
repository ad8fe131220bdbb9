import { noConflicts } from '#api/policies/agency-conflicts.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { NOTHING_SET } from '#api/policies/plain-sheet.ts'
import { grossSeenBy, shopTable } from '#api/policies/price-table.ts'
import { indexGross, indexShares } from '#api/policies/rebate.ts'
import { cellsOf, type Draft } from '../draft.ts'
import { closedIn } from '../matrix/entry.ts'
import { instantOf } from '../moment.ts'

export type Viewer = 'agency' | 'retail'

/** No company: amounts that HQ sets for one agency show at that one only. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The draft as its policy will be answered to an agency, or to a shop whose agency passes everything on. */
export function seenAs(draft: Draft, viewer: Viewer, now: string): PolicyDetail {
  const cells = cellsOf(draft)
  const closed = closedIn(draft.entries)
  const limits = {
    marginFloorWon: draft.marginFloorWon ?? null,
    marginCeilingWon: draft.marginCeilingWon ?? null,
  }
  const rates = {
    ...{ carrier: draft.carrier, joinType: draft.joinType, rounding: draft.rounding },
    ...{ bandsWon: [...draft.bandsWon], months: [...draft.months] },
    ...{ planGroups: draft.planGroups, deviceGroups: draft.deviceGroups },
    ...{ cells, closed, agencyOverrides: [], additions: draft.additions },
    lowestWon: draft.lowestWon,
    ...{ flatWon: draft.flatWon ?? null, simAdjustmentWon: draft.simAdjustmentWon ?? 0 },
    ...limits,
  }
  const gross = indexGross(rates)
  const common = {
    ...{ id: NOBODY, title: draft.title, description: draft.description, kind: draft.kind },
    ...{ carrier: rates.carrier, joinType: rates.joinType, rounding: rates.rounding },
    ...{ status: 'active' as const, withdrawnBecause: null, currentVersion: 1, version: 1 },
    ...{ updatedAt: now, publishedAt: now, requiresReading: draft.requiresReading },
    ...{ succeeds: null, succeededBy: null },
    validFrom: instantOf({ day: draft.from, time: draft.fromTime }) ?? now,
    validTo: instantOf({ day: draft.to, time: draft.toTime }),
    ...{ bandsWon: rates.bandsWon, months: rates.months, bandLabels: draft.bandLabels },
    ...{ planGroups: draft.planGroups, deviceGroups: draft.deviceGroups },
    ...{ additions: draft.additions, devices: [], needsDevice: gross.needsDevice },
    ...{ simAdjustmentWon: rates.simAdjustmentWon, form: [...draft.form], terms: draft.terms },
  }
  if (viewer === 'agency') {
    const seen = { ...grossSeenBy(gross, NOBODY), lowestWon: draft.lowestWon, ...limits }
    return {
      ...common,
      agency: { ...seen, rates: null, before: null, conflicts: noConflicts(), repriced: [] },
    }
  }
  const shares = indexShares(NOTHING_SET)
  return {
    ...common,
    isPriced: true,
    shop: {
      cells: shopTable(gross, shares, NOBODY, NOBODY),
      told: gross.told,
    },
  }
}

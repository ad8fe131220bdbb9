import type { Conflicts } from './agency-conflicts.ts'
import { axesOf, placeName } from './axes.ts'
import type { PolicyDetail } from './contract.ts'
import { type GrossIndex, grossAt } from './rebate.ts'

type Found = Omit<Repriced[number], 'wasWon'>
type Repriced = NonNullable<PolicyDetail['agency']>['repriced']

const placesIn = ({ cells, default: fallback, undecided, limits, shopCells }: Conflicts) => [
  ...cells,
  ...limits,
  ...fallback,
  ...undecided,
  ...shopCells,
]

export const hasPlaces = (conflicts: Conflicts): boolean => placesIn(conflicts).length > 0

/**
 * The places of an agency's conflicts for which HQ paid another amount under a former version, with that amount:
 * null where it paid nothing.
 */
export function repricedSince(was: GrossIndex, conflicts: Conflicts, agencyId: string): Repriced {
  const seen = new Set<string>()
  return placesIn(conflicts).flatMap((conflict) => {
    const place = placeOf(was, conflict)
    const name = placeName(axesOf(conflict))
    if (seen.has(name)) return []
    seen.add(name)
    const before = grossAt(was, { ...place, agencyId })
    const wasWon = 'grossWon' in before ? before.grossWon : null
    return wasWon === conflict.grossWon ? [] : [{ ...placeIn(conflict), wasWon }]
  })
}

/** The place of a conflict alone. */
const placeIn = ({ carrier, bandWon, months, ...rest }: Found) => ({
  ...axesOf({ ...rest, carrier }),
  ...{ carrier, bandWon, months },
})

/** A conflict as a place of the former version, whose groups may have had other models. */
function placeOf({ groupOfDevice }: GrossIndex, at: Found) {
  const { carrier, bandWon, months, planGroup = null, deviceId = null } = at
  return {
    ...{ carrier, bandWon, months, planGroup, deviceId },
    deviceGroup:
      deviceId === null ? (at.deviceGroup ?? null) : (groupOfDevice.get(deviceId) ?? null),
    joinType: at.joinType ?? null,
    supportType: at.supportType ?? null,
    segment: at.segment ?? null,
  }
}

import { type Axes, axesOf } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { SharesIndex } from '#api/policies/rebate.ts'
import {
  DIMENSIONS,
  keyOn,
  knownMonths,
  type Layout,
  type Matrix,
  openKey,
} from '../matrix/dimensions.ts'
import { type Entry, entriesOf } from '../matrix/entry.ts'
import { layoutFor, settled } from '../matrix/layout.ts'
import type { View } from '../matrix/view.ts'

type AgencyView = NonNullable<PolicyDetail['agency']>
export type Sheet = Pick<
  PolicyDetail,
  'carrier' | 'rounding' | 'bandsWon' | 'bandLabels' | 'months' | 'planGroups' | 'deviceGroups'
>

/** HQ's cells, those with an amount first. */
export const hqEntries = ({ gross, closed }: Pick<AgencyView, 'gross' | 'closed'>) =>
  entriesOf(gross, closed)

/**
 * How the desk stands: as HQ's sheet does, with every value that HQ or the saved rates fix. It stays while cells
 * are typed, which fix nothing that is not shown.
 */
export function deskLayout(
  hq: readonly Entry[],
  flatWon: number | null,
  saved: SharesIndex['cells'],
): Layout {
  const own = saved.map((cell) => ({ ...axesOf(cell), content: cell.amountWon }))
  const all = [...hq, ...own]
  const layout = layoutFor(hq.length > 0 ? hq : own)
  const shown = new Set(
    all.flatMap((entry) => DIMENSIONS.map((dimension) => keyOn(dimension, entry))),
  )
  // HQ's sheet hides orders without support where it has no cell for them; its flat amount pays them.
  if (flatWon !== null) shown.add(NO_SUPPORT)
  return settled({ ...layout, shown: [...shown] }, all)
}

const NO_SUPPORT = keyOn('supportType', { carrier: 'all', supportType: 'none' })

/** The agency's own cells in the shape of HQ's sheet. */
export const deskMatrix = (policy: Sheet, layout: Layout, entries: readonly Entry[]): Matrix => ({
  carrier: policy.carrier,
  rounding: policy.rounding,
  bandsWon: policy.bandsWon,
  bandLabels: policy.bandLabels,
  months: knownMonths(policy.months),
  planGroups: policy.planGroups,
  deviceGroups: policy.deviceGroups,
  entries,
  layout: settled(layout, entries),
})

/** Where on the desk an order's place stands: at the most specific values that are shown. */
export function standingAt(
  view: View,
  groupOfDevice: ReadonlyMap<string, string>,
  place: Axes,
): Axes {
  const group = place.deviceGroup ?? groupOfDevice.get(place.deviceId ?? '')
  const { bandWon, planGroup, deviceId, ...rest } = place
  const finest: Axes = { ...rest, deviceId, planGroup }
  const coarser: Axes = { ...rest, deviceGroup: group, bandWon }
  const axes: Axes = { carrier: 'all' }
  for (const [dimension, values] of view.valuesOn) {
    const fixed = [keyOn(dimension, finest), keyOn(dimension, coarser)]
    const keys = [...fixed.filter((key) => key !== openKey(dimension)), openKey(dimension)]
    const [found] = keys.flatMap((key) => values.find((value) => value.key === key) ?? [])
    Object.assign(axes, found?.fixes)
  }
  return axes
}

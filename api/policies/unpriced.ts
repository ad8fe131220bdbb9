import type { Axes } from './axes.ts'
import type { PolicyDetail } from './contract.ts'
import type { GrossIndex } from './rebate.ts'

export type Refused = NonNullable<
  PolicyDetail['agency']
>['conflicts']['unpriced'][number]['refused']

/** An agency sees only that HQ has no price here, whatever the reason in HQ's cells. */
export const reasonOf = (refused: string): Refused =>
  refused === 'carrier' || refused === 'months' || refused === 'band' ? refused : 'cell'

/** Whether a cell names a group that the version does not have: no order is in it. */
export const namesNoGroup = ({ planGroups, deviceGroups }: GrossIndex, cell: Axes): boolean =>
  isMissing(planGroups, cell.planGroup) || isMissing(deviceGroups, cell.deviceGroup)

const isMissing = (groups: readonly { name: string }[], group: string | undefined): boolean =>
  group !== undefined && !groups.some(({ name }) => name === group)

/** Why a cell fits no place of the matrix at all. */
export function outside({ sold, months, bands }: GrossIndex, cell: Axes): Refused {
  if (cell.carrier !== 'all' && !sold.some((one) => one === cell.carrier)) return 'carrier'
  if (cell.months !== undefined && !months.includes(cell.months)) return 'months'
  if (cell.bandWon !== undefined && !bands.has(cell.bandWon)) return 'band'
  return 'cell'
}

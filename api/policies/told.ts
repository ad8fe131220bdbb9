import { CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { type Axes, type AxisName, fixes } from './axes.ts'
import type { ToldApart } from './matrix-contract.ts'

/** What these cells tell apart. */
export const toldApart = (cells: readonly Axes[]): ToldApart => ({
  deviceIds: namedIn(cells, 'deviceId'),
  deviceGroups: namedIn(cells, 'deviceGroup'),
  planGroups: namedIn(cells, 'planGroup'),
  joinType: cells.some((cell) => fixes(cell, 'joinType')),
  supportType: cells.some((cell) => fixes(cell, 'supportType')),
  segment: cells.some((cell) => fixes(cell, 'segment')),
})

/** What any of these tells apart. */
export const toldByAny = (...all: readonly ToldApart[]): ToldApart => {
  const [first, ...others] = all
  if (first && others.length === 0) return first
  return {
    deviceIds: [...new Set(all.flatMap(({ deviceIds }) => deviceIds))],
    deviceGroups: [...new Set(all.flatMap(({ deviceGroups }) => deviceGroups))],
    planGroups: [...new Set(all.flatMap(({ planGroups }) => planGroups))],
    joinType: all.some(({ joinType }) => joinType),
    supportType: all.some(({ supportType }) => supportType),
    segment: all.some(({ segment }) => segment),
  }
}

/** Whether prices differ by device, so that an order must name its model. */
export const tellsDevices = ({ deviceIds, deviceGroups }: ToldApart): boolean =>
  deviceIds.length + deviceGroups.length > 0

/** The values of the axes on which every order has one of a few; null where nothing tells them apart. */
export const closedAxes = ({ joinType, supportType, segment }: ToldApart) => ({
  joinTypes: joinType ? JOIN_TYPES : [null],
  supportTypes: supportType ? SUPPORT_TYPES : [null],
  segments: segment ? CUSTOMER_SEGMENTS : [null],
})

const namedIn = (
  cells: readonly Axes[],
  axis: AxisName & ('planGroup' | 'deviceGroup' | 'deviceId'),
) => [...new Set(cells.flatMap((cell) => cell[axis] ?? []))]

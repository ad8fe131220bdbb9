import { type Axes, type AxisName, fixes, type Place } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'

/** One sheet of bands by contract out of a matrix with further axes: the values on those axes. */
export type Face = Omit<Place, 'carrier' | 'bandWon' | 'months'>

export const OPEN_FACE: Face = {
  planGroup: null,
  deviceGroup: null,
  deviceId: null,
  joinType: null,
  supportType: null,
  segment: null,
}

/** What the viewer can tell apart on one further axis. */
export type FaceChoice =
  | { axis: 'device'; values: readonly Pick<Face, 'deviceId' | 'deviceGroup'>[] }
  | { axis: 'planGroup'; values: readonly Pick<Face, 'planGroup'>[] }
  | { axis: 'joinType'; values: readonly Pick<Face, 'joinType'>[] }
  | { axis: 'supportType'; values: readonly Pick<Face, 'supportType'>[] }
  | { axis: 'segment'; values: readonly Pick<Face, 'segment'>[] }

/** The choices that lead to the faces of a policy; none for a plain sheet. */
export function faceChoices(policy: PolicyDetail): FaceChoice[] {
  const cells = cellsSeen(policy)
  const isTold = (axis: AxisName) => cells.some((cell) => fixes(cell, axis))
  const choices: FaceChoice[] = []
  if (isTold('deviceId') || isTold('deviceGroup'))
    choices.push({ axis: 'device', values: devicesIn(policy, cells) })
  if (isTold('planGroup'))
    choices.push({
      axis: 'planGroup',
      values: [null, ...distinct(cells, 'planGroup')].map((planGroup) => ({ planGroup })),
    })
  if (isTold('joinType'))
    choices.push({ axis: 'joinType', values: JOIN_TYPES.map((joinType) => ({ joinType })) })
  if (isTold('supportType'))
    choices.push({
      axis: 'supportType',
      values: SUPPORT_TYPES.map((supportType) => ({ supportType })),
    })
  if (isTold('segment'))
    choices.push({ axis: 'segment', values: CUSTOMER_SEGMENTS.map((segment) => ({ segment })) })
  return choices
}

/** Every cell that the viewer's part of the policy holds. */
const cellsSeen = ({ hq, agency, shop }: PolicyDetail): readonly Axes[] => [
  ...(hq ? [...hq.cells, ...hq.closed] : []),
  ...(agency ? [...agency.gross, ...agency.closed, ...(agency.rates?.cells ?? [])] : []),
  ...(shop?.cells ?? []),
]

/** Each model that is told apart, each group for its other models, and every other device. */
function devicesIn({ deviceGroups }: PolicyDetail, cells: readonly Axes[]) {
  const groupOf = new Map(
    deviceGroups.flatMap(({ name, deviceIds }) => deviceIds.map((id) => [id, name] as const)),
  )
  return [
    ...distinct(cells, 'deviceId').map((deviceId) => ({
      deviceId,
      deviceGroup: groupOf.get(deviceId) ?? null,
    })),
    ...distinct(
      cells.filter((cell) => cell.deviceId === undefined),
      'deviceGroup',
    ).map((deviceGroup) => ({ deviceId: null, deviceGroup })),
    { deviceId: null, deviceGroup: null },
  ]
}

const distinct = (cells: readonly Axes[], axis: 'planGroup' | 'deviceGroup' | 'deviceId') => [
  ...new Set(cells.flatMap((cell) => cell[axis] ?? [])),
]

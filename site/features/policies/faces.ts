import type { Axes, Place } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { ToldApart } from '#api/policies/matrix-contract.ts'
import { toldApart } from '#api/policies/told.ts'
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
  const told = policy.shop?.told ?? toldApart(cellsSeen(policy))
  const choices: FaceChoice[] = []
  if (told.deviceIds.length + told.deviceGroups.length > 0)
    choices.push({ axis: 'device', values: devicesIn(policy, told) })
  if (told.planGroups.length > 0)
    choices.push({
      axis: 'planGroup',
      values: [null, ...told.planGroups].map((planGroup) => ({ planGroup })),
    })
  if (told.joinType)
    choices.push({ axis: 'joinType', values: JOIN_TYPES.map((joinType) => ({ joinType })) })
  if (told.supportType)
    choices.push({
      axis: 'supportType',
      values: SUPPORT_TYPES.map((supportType) => ({ supportType })),
    })
  if (told.segment)
    choices.push({ axis: 'segment', values: CUSTOMER_SEGMENTS.map((segment) => ({ segment })) })
  return choices
}

/**
 * The sheet to show first: the earliest one by the order of the choices that a cell prices. The first values
 * of all axes together are often priced by none.
 */
export function firstFace(policy: PolicyDetail): Face {
  const choices = faceChoices(policy)
  if (choices.length === 0) return OPEN_FACE
  const places = pricedSeen(policy).map((cell) =>
    choices.map(({ values }) => Math.max(0, indexIn(values, cell))),
  )
  const [first] = places.sort(earlier)
  return Object.assign({}, OPEN_FACE, ...choices.map(({ values }, i) => values[first?.[i] ?? 0]))
}

/** The value that a cell names; a cell that names none on this axis prices all of them. */
const indexIn = (values: readonly Partial<Face>[], cell: Axes): number =>
  values.findIndex((value) =>
    'deviceId' in value && cell.deviceId
      ? value.deviceId === cell.deviceId
      : Object.entries(value).every(([axis, each]) => (cell[axis as keyof Face] ?? null) === each),
  )

function earlier(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((index, i) => index !== other[i])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/** The cells with an amount in the viewer's part of the policy. */
const pricedSeen = ({ hq, agency, shop }: PolicyDetail): readonly Axes[] =>
  shop?.cells ?? hq?.cells ?? agency?.gross ?? []

/** Every cell of the viewer's part of the policy. */
const cellsSeen = ({ hq, agency }: PolicyDetail): readonly Axes[] => [
  ...(hq ? [...hq.cells, ...hq.closed] : []),
  ...(agency ? [...agency.gross, ...agency.closed, ...(agency.rates?.cells ?? [])] : []),
]

/** Each model that is told apart, each group for its other models, and every other device. */
const devicesIn = ({ deviceGroups }: PolicyDetail, told: ToldApart) => [
  ...told.deviceIds.map((deviceId) => ({
    deviceId,
    deviceGroup: deviceGroups.find(({ deviceIds }) => deviceIds.includes(deviceId))?.name ?? null,
  })),
  ...told.deviceGroups.map((deviceGroup) => ({ deviceId: null, deviceGroup })),
  { deviceId: null, deviceGroup: null },
]

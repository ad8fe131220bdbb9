import type { Axes } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import {
  type BandRounding,
  CARRIERS,
  type CellCarrier,
  CONTRACT_MONTHS,
  type ContractMonths,
  CUSTOMER_SEGMENTS,
  JOIN_TYPES,
} from '#db/words.ts'
import type { Entry } from './entry.ts'

/** What can stand in rows, columns and the switch. A band and a group of plans are one dimension, so are models and their groups. */
export const DIMENSIONS = [
  'carrier',
  'device',
  'plan',
  'joinType',
  'supportType',
  'months',
  'segment',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Where the dimensions stand. One that stands nowhere is open in every cell. */
export type Layout = {
  rows: readonly Dimension[]
  columns: readonly Dimension[]
  faces: readonly Dimension[]
  /** Keys of values without cells that are shown all the same: a model, "any support". */
  shown: readonly string[]
}

/** The prices of a draft: the shape of the matrix, its filled cells, and how they stand on screen. */
export type Matrix = {
  carrier: CellCarrier
  rounding: BandRounding
  bandsWon: readonly number[]
  bandLabels: PolicyDetail['bandLabels']
  months: readonly ContractMonths[]
  planGroups: PolicyDetail['planGroups']
  deviceGroups: PolicyDetail['deviceGroups']
  entries: readonly Entry[]
  layout: Layout
}

/** One value of a dimension: a row, a column or a side of the switch. */
export type Value = {
  dimension: Dimension
  /** The same for the same value, whatever the matrix. */
  key: string
  /** What a cell at this value fixes; nothing where the axis is open. */
  fixes: Partial<Axes>
  /** The group that a model belongs to. */
  within?: string
}

/** The value that a cell has on a dimension, as a key. */
export function keyOn(dimension: Dimension, axes: Axes): string {
  if (dimension === 'carrier') return `carrier:${axes.carrier === 'all' ? '' : axes.carrier}`
  if (dimension === 'plan')
    return axes.planGroup === undefined ? `plan:${axes.bandWon ?? ''}` : `plan:=${axes.planGroup}`
  if (dimension === 'device')
    return axes.deviceId === undefined
      ? `device:${axes.deviceGroup === undefined ? '' : `=${axes.deviceGroup}`}`
      : modelKey(axes.deviceId)
  return `${dimension}:${axes[dimension] ?? ''}`
}

export const modelKey = (deviceId: string) => `device:${deviceId}`
export const openKey = (dimension: Dimension) => `${dimension}:`
export const isOpen = ({ dimension, key }: Value) => key === openKey(dimension)

/** The value that a cell has on a dimension. */
export function valueAt(dimension: Dimension, axes: Axes): Value {
  const { carrier, bandWon, planGroup, deviceGroup, deviceId } = axes
  const fixes = {
    carrier: carrier === 'all' ? {} : { carrier },
    plan: planGroup === undefined ? { bandWon } : { planGroup },
    device: deviceId === undefined ? { deviceGroup } : { deviceId },
    joinType: { joinType: axes.joinType },
    supportType: { supportType: axes.supportType },
    months: { months: axes.months },
    segment: { segment: axes.segment },
  }
  return { dimension, key: keyOn(dimension, axes), fixes: fixes[dimension] }
}

/** Whether a cell fixes something on a dimension. */
export const isFixed = (dimension: Dimension, axes: Axes) =>
  keyOn(dimension, axes) !== openKey(dimension)

/** The dimensions that some cell fixes. */
export const usedIn = (entries: readonly Entry[]): Dimension[] =>
  DIMENSIONS.filter((dimension) => entries.some((entry) => isFixed(dimension, entry)))

/** In the order of the trade's sheets; none comes last, because most sheets have no such column. */
const SUPPORTS = ['public', 'selective', 'none'] as const

/** The values of a dimension that are shown, in order: all that a cell has, and those that a sheet usually has. */
export function valuesOf(matrix: Matrix, dimension: Dimension): Value[] {
  const found = new Set(matrix.entries.map((entry) => keyOn(dimension, entry)))
  const isShown = (key: string) => found.has(key) || matrix.layout.shown.includes(key)
  const value = (fixes: Partial<Axes>): Value => ({
    dimension,
    key: keyOn(dimension, { carrier: 'all', ...fixes }),
    fixes,
  })
  const open = (isUsual: boolean) => (isUsual || isShown(openKey(dimension)) ? [value({})] : [])
  const foundIn = matrix.entries
  switch (dimension) {
    case 'carrier': {
      const isAll = matrix.carrier === 'all'
      const carriers = CARRIERS.map((carrier) => value({ carrier })).filter(
        ({ key, fixes }) => isAll || fixes.carrier === matrix.carrier || found.has(key),
      )
      return [...carriers, ...open(isAll)]
    }
    case 'plan': {
      const bands = new Set([
        ...matrix.bandsWon,
        ...foundIn.flatMap(({ bandWon }) => bandWon ?? []),
      ])
      const groups = new Set([
        ...matrix.planGroups.map(({ name }) => name),
        ...foundIn.flatMap(({ planGroup }) => planGroup ?? []),
      ])
      return [
        ...[...bands].sort((a, b) => a - b).map((bandWon) => value({ bandWon })),
        ...[...groups].map((planGroup) => value({ planGroup })),
        ...open(false),
      ]
    }
    case 'device':
      return [...devicesOf(matrix, value), ...open(true)]
    case 'joinType':
      return [...JOIN_TYPES.map((joinType) => value({ joinType })), ...open(false)]
    case 'supportType':
      return [
        ...SUPPORTS.map((supportType) => value({ supportType })).filter(
          ({ key, fixes }) => fixes.supportType !== 'none' || isShown(key),
        ),
        ...open(false),
      ]
    case 'months': {
      const months = new Set<number>([
        ...matrix.months,
        ...foundIn.flatMap(({ months: one }) => one ?? []),
      ])
      return [
        ...[...months].sort((a, b) => a - b).map((one) => value({ months: one })),
        ...open(false),
      ]
    }
    case 'segment':
      return [...CUSTOMER_SEGMENTS.map((segment) => value({ segment })), ...open(false)]
  }
}

/** Each group with its models, then models without a group. */
function devicesOf(
  { deviceGroups, entries, layout }: Matrix,
  value: (fixes: Partial<Axes>) => Value,
) {
  const names = new Set([
    ...deviceGroups.map(({ name }) => name),
    ...entries.flatMap(({ deviceGroup }) => deviceGroup ?? []),
  ])
  const grouped = new Set(deviceGroups.flatMap(({ deviceIds }) => deviceIds))
  const single = new Set([
    ...entries.flatMap(({ deviceId }) => deviceId ?? []),
    ...layout.shown.flatMap((key) => modelOf(key) ?? []),
  ])
  return [
    ...[...names].flatMap((name) => [
      value({ deviceGroup: name }),
      ...(deviceGroups.find((group) => group.name === name)?.deviceIds ?? []).map((deviceId) => ({
        ...value({ deviceId }),
        within: name,
      })),
    ]),
    ...[...single].filter((id) => !grouped.has(id)).map((deviceId) => value({ deviceId })),
  ]
}

const modelOf = (key: string) => /^device:([^=].*)$/.exec(key)?.[1]

/** The months that the contract knows, of those that a version has. */
export const knownMonths = (months: readonly number[]): ContractMonths[] =>
  CONTRACT_MONTHS.filter((one) => months.includes(one))

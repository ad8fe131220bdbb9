import type { Axes } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { bandName, contractName } from '../bands.ts'
import { type Dimension, isOpen, type Matrix, type Value, valuesOf } from './dimensions.ts'
import type { Line } from './view.ts'

/** The names of device models and plans, which a matrix knows by their ids. */
export type Names = { device: (id: string) => string }
type Labelled = Pick<Matrix, 'bandLabels' | 'deviceGroups'>

export function labelOf(
  { dimension, fixes, ...value }: Value,
  matrix: Labelled,
  names: Names,
): string {
  if (isOpen({ dimension, fixes, ...value })) return openLabel(dimension, matrix)
  const { carrier, bandWon, planGroup, deviceGroup, deviceId, joinType, supportType } = fixes
  if (carrier) return t(`words.carrier.${carrier}`)
  if (bandWon !== undefined) return bandLabel(matrix, bandWon)
  if (joinType) return t(`words.join.${joinType}`)
  if (supportType === 'none') return t('matrix.no_support')
  if (supportType) return t(`words.support.${supportType}`)
  if (fixes.months !== undefined) return contractName(fixes.months)
  if (fixes.segment) return t(`words.segment.${fixes.segment}`)
  return planGroup ?? deviceGroup ?? names.device(deviceId ?? '')
}

/** The version's own name of a band, else the trade's. */
export const bandLabel = ({ bandLabels }: Pick<Matrix, 'bandLabels'>, bandWon: number) =>
  bandLabels.find((band) => band.bandWon === bandWon)?.label ?? bandName(bandWon)

function openLabel(dimension: Dimension, { deviceGroups }: Labelled): string {
  if (dimension === 'device' && deviceGroups.length > 0) return t('matrix.open.other_devices')
  return t(`matrix.open.${dimension}`)
}

export const lineLabel = (line: Line | undefined, matrix: Labelled, names: Names): string =>
  (line?.values ?? []).map((value) => labelOf(value, matrix, names)).join(' · ')

/** A cell in words: its value on every dimension that stands in the layout. */
export function cellLabel(axes: Axes, matrix: Matrix, names: Names): string {
  const { rows, columns, faces } = matrix.layout
  return [...rows, ...columns, ...faces]
    .flatMap((dimension) => {
      const value = valuesOf(matrix, dimension).find(({ fixes }) => isSame(dimension, fixes, axes))
      return value ? [labelOf(value, matrix, names)] : []
    })
    .join(' · ')
}

function isSame(dimension: Dimension, fixes: Partial<Axes>, axes: Axes): boolean {
  if (dimension === 'plan')
    return fixes.bandWon === axes.bandWon && fixes.planGroup === axes.planGroup
  if (dimension === 'device')
    return fixes.deviceId === axes.deviceId && fixes.deviceGroup === axes.deviceGroup
  if (dimension === 'carrier') return (fixes.carrier ?? 'all') === axes.carrier
  return fixes[dimension] === axes[dimension]
}

/** Every name by which a value may be called in a pasted sheet. */
export function namesOf(value: Value, matrix: Labelled, names: Names): string[] {
  const { bandWon, joinType, supportType } = value.fixes
  return [
    labelOf(value, matrix, names),
    ...(bandWon === undefined ? [] : [bandName(bandWon), digits(bandWon)]),
    ...(joinType ? JOIN_NAMES[joinType] : []),
    ...(supportType ? SUPPORT_NAMES[supportType] : []),
  ]
}

/** The trade's short names in its sheets. */
const JOIN_NAMES = {
  mnp: ['번호이동', '번이', 'MNP'],
  device_change: ['기기변경', '기변'],
  new: ['신규', '신규가입'],
}
const SUPPORT_NAMES = {
  public: ['공통지원금', '공통', '공시지원금', '공시'],
  selective: ['선택약정', '선약'],
  none: ['없음'],
}

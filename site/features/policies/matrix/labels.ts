import type { Axes } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { bandName, contractName } from '../bands.ts'
import { type Dimension, isOpen, keyOn, type Matrix, type Value, valueAt } from './dimensions.ts'
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

/** A cell in words. What it shares with the face on screen is left out. */
export function cellLabel(
  axes: Axes,
  { layout, ...matrix }: Labelled & Pick<Matrix, 'layout'>,
  names: Names,
  face: Line | undefined,
): string {
  const isElsewhere = face?.values.some(({ dimension, key }) => keyOn(dimension, axes) !== key)
  return [...layout.rows, ...layout.columns, ...(isElsewhere ? layout.faces : [])]
    .map((dimension) => labelOf(valueAt(dimension, axes), matrix, names))
    .join(' · ')
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

import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Matrix } from './dimensions.ts'
import { labelOf, type Names } from './labels.ts'
import type { FaceState } from './use-face.ts'

/** So many sides fit beside one another; more are a list. */
const SEGMENTS_MAX = 5

/** The switch: one control for each dimension that stands in it. */
export function FaceBar({
  face,
  matrix,
  names,
  isQuiet = false,
}: {
  face: FaceState
  matrix: Matrix
  names: Names
  /** Without the number of filled cells. */
  isQuiet?: boolean
}) {
  if (face.view.faces.length === 1) return null
  const choices = face.choices.filter(({ values }) => values.length > 1)
  return (
    <div class="face-bar">
      {choices.map(({ dimension, values, key }) => {
        const label = t(`matrix.axis.${dimension}`)
        const shared = {
          label,
          options: values.map((value) => ({
            value: value.key,
            label: labelOf(value, matrix, names),
          })),
          value: key ?? '',
          onValue: (next: string) => face.choose(dimension, next),
        }
        return values.length <= SEGMENTS_MAX ? (
          <div key={dimension} class="flex items-center gap-2.5">
            {dimension !== 'carrier' && <span class="muted text-t12">{label}</span>}
            <Segmented {...shared} />
          </div>
        ) : (
          <div key={dimension} class="min-w-36">
            <Select {...shared} bare />
          </div>
        )
      })}
      {!isQuiet && (
        <span class="subtle n ml-auto text-t12">
          {t('matrix.faces_filled', {
            all: digits(face.view.faces.length),
            filled: digits(face.filled.faces),
            count: digits(face.filled.count),
          })}
        </span>
      )}
    </div>
  )
}

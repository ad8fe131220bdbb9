import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { Range } from '../../../ui/matrix/model.ts'
import { bandHint } from '../bands.ts'
import type { Matrix } from './dimensions.ts'
import { labelOf, lineLabel, type Names } from './labels.ts'
import type { FaceState } from './use-face.ts'
import { groupOf, type Line, withinOf } from './view.ts'

type Common = { matrix: Matrix; names: Names }

/** A row of heads for each dimension that stands in columns; equal neighbours share a head. */
export function ColumnHeads({
  matrix,
  names,
  columns,
  range,
  corner,
}: Common & { columns: readonly Line[]; range: Range; corner: string }) {
  const levels = matrix.layout.columns
  const depth = Math.max(1, levels.length)
  return (
    <thead>
      {Array.from({ length: depth }, (_, level) => (
        <tr key={level} aria-rowindex={level + 1}>
          {level === 0 && (
            <th scope="col" rowSpan={depth} class="corner">
              {matrix.layout.rows.map((one) => t(`matrix.axis.${one}`)).join(' · ')}
              <span class="hint">{corner}</span>
            </th>
          )}
          {spansOf(columns, level).map(({ from, length }) => {
            const value = columns[from]?.values[level]
            const isLit = from <= range.right && from + length > range.left
            return (
              <th
                key={from}
                scope={level === depth - 1 ? 'col' : 'colgroup'}
                colSpan={length}
                class={`${level < depth - 1 ? 'over' : ''}${isLit && level === depth - 1 ? ' hl' : ''}`}
              >
                {value && labelOf(value, matrix, names)}
              </th>
            )
          })}
        </tr>
      ))}
    </thead>
  )
}

/** Runs of columns that have the same values up to a level. */
function spansOf(columns: readonly Line[], level: number): { from: number; length: number }[] {
  const keyOf = ({ values }: Line) =>
    values
      .slice(0, level + 1)
      .map(({ key }) => key)
      .join('\n')
  const spans: { from: number; length: number; key: string }[] = []
  columns.forEach((column, from) => {
    const last = spans.at(-1)
    const isLeaf = level >= column.values.length - 1
    if (last && !isLeaf && last.key === keyOf(column)) last.length++
    else spans.push({ from, length: 1, key: keyOf(column) })
  })
  return spans
}

/** A row's name; that of a group opens and closes its models. */
export function RowHead({
  line,
  matrix,
  names,
  isLit,
  face,
}: Common & { line: Line; isLit: boolean; face: FaceState }) {
  const group = groupOf(line)
  const label = lineLabel(line, matrix, names)
  const look = [
    isLit && 'hl',
    withinOf(line) !== undefined && 'model',
    group !== undefined && 'group',
  ]
  const band = matrix.bandsWon.indexOf(line.values[0]?.fixes.bandWon ?? -1)
  return (
    <th scope="row" class={look.filter(Boolean).join(' ')}>
      {group !== undefined && (
        <button
          type="button"
          // The grid is the tab stop; Alt and an arrow do the same from the keyboard.
          tabIndex={-1}
          class="fold"
          aria-label={t(face.isClosed(group) ? 'matrix.group_closed' : 'matrix.group_open', {
            name: group,
          })}
          onClick={() => face.setOpen(group, face.isClosed(group))}
        >
          <Icon name={face.isClosed(group) ? 'chevron-right' : 'chevron-down'} size={14} />
        </button>
      )}
      {label}
      {group !== undefined && (
        <span class="hint">
          {t('matrix.group_devices', {
            count: digits(
              matrix.deviceGroups.find(({ name }) => name === group)?.deviceIds.length ?? 0,
            ),
          })}
        </span>
      )}
      {band !== -1 && line.values.length === 1 && (
        <span class="hint n">
          {bandHint({ rounding: matrix.rounding, bandsWon: matrix.bandsWon }, band)}
        </span>
      )}
    </th>
  )
}

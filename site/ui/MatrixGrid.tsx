import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { useId } from '../lib/use-id.ts'
import { MatrixBar } from './MatrixBar.tsx'
import { MatrixCell } from './MatrixCell.tsx'
import type { MatrixMark } from './matrix/mark.ts'
import { cellAt, isIn, rangeOf, type Spot, type Values } from './matrix/model.ts'
import { useMatrix } from './matrix/use-matrix.ts'

export type MatrixProps = {
  label: string
  corner: ComponentChildren
  rows: readonly { name: string; hint?: string }[]
  columns: readonly { name: string }[]
  values: Values
  onValues: (values: Values) => void
  /** The notes of a cell. */
  markOf?: (spot: Spot, value: number | null) => MatrixMark | undefined
  onSave?: () => void
  readOnly?: boolean
}

/** A grid of amounts edited as in a spreadsheet; one tab stop, left by Escape, then Tab. */
export function MatrixGrid(props: MatrixProps) {
  const { rows, columns, values, markOf, readOnly = false } = props
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const nameOf = ({ row, column }: Spot) => `${rows[row]?.name} × ${columns[column]?.name}`
  const isLocked = (spot: Spot) =>
    readOnly || (markOf?.(spot, cellAt(values, spot))?.locked ?? false)
  const matrix = useMatrix({
    values,
    onValues: props.onValues,
    isLocked,
    nameOf,
    onSave: props.onSave,
    focus: () => table.current?.focus(),
  })
  const { grid, draft } = matrix
  const range = rangeOf(grid)
  const cellId = (spot: Spot) => `${id}-${spot.row}-${spot.column}`
  return (
    <div>
      <MatrixBar
        grid={grid}
        reference={nameOf(grid.active)}
        empty={markOf?.(grid.active, cellAt(grid.values, grid.active))?.empty}
        readOnly={readOnly}
        isLocked={isLocked}
        onGrid={matrix.apply}
      />
      <div class="matrix-scroll">
        <table
          ref={table}
          class="matrix"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is the native base of an ARIA grid
          role="grid"
          tabIndex={0}
          aria-label={props.label}
          aria-readonly={readOnly || undefined}
          aria-multiselectable="true"
          aria-activedescendant={cellId(grid.active)}
          aria-describedby={`${id}-leave`}
          {...matrix.events}
        >
          <thead>
            <tr>
              <th scope="col">{props.corner}</th>
              {columns.map((column, c) => (
                <th
                  scope="col"
                  key={column.name}
                  class={c >= range.left && c <= range.right ? 'hl' : ''}
                >
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.name}>
                <th scope="row" class={`n${r >= range.top && r <= range.bottom ? ' hl' : ''}`}>
                  {row.name}
                  {row.hint && <span class="hint">{row.hint}</span>}
                </th>
                {columns.map((column, c) => {
                  const spot = { row: r, column: c }
                  const value = cellAt(grid.values, spot)
                  const active = grid.active.row === r && grid.active.column === c
                  return (
                    <MatrixCell
                      key={column.name}
                      id={cellId(spot)}
                      value={value}
                      mark={markOf?.(spot, value)}
                      active={active}
                      inRange={isIn(range, spot)}
                      draft={active ? draft : undefined}
                      isUnread={active && matrix.isUnread}
                      onDraft={matrix.type}
                      onCommit={matrix.leaveCell}
                      onPoint={(extend) => matrix.point(spot, extend)}
                      onDrag={() => matrix.drag(spot)}
                      onOpen={() => matrix.open(value === null ? '' : String(value))}
                      onFill={
                        !readOnly && r === range.bottom && c === range.right
                          ? matrix.startFill
                          : undefined
                      }
                    />
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <span class="vh" id={`${id}-leave`}>
        {t('matrix.grid_leave')}
      </span>
      <ul class="mt-2 text-t12 muted" aria-live="polite">
        {matrix.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}

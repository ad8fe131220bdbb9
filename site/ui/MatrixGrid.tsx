import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { parseAmount } from '../lib/amount.ts'
import { digits } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { MatrixBar } from './MatrixBar.tsx'
import { MatrixCell } from './MatrixCell.tsx'
import { paste, toTsv } from './matrix/clipboard.ts'
import { press } from './matrix/keys.ts'
import {
  edit,
  type Grid,
  goTo,
  gridOf,
  isIn,
  move,
  rangeOf,
  type Spot,
  type Values,
} from './matrix/model.ts'

export type MatrixMark = {
  /** Names what is wrong; the cell is ringed and the text stands in its description. */
  problem?: string | undefined
  /** Difference to the version before, shown at the left with a corner. */
  delta?: number | undefined
  /** A quiet second line: HQ's amount and the margin. */
  below?: ComponentChildren
  locked?: boolean
}

export type MatrixProps = {
  label: string
  corner: ComponentChildren
  rows: readonly { name: string; hint?: string }[]
  columns: readonly { name: string }[]
  values: Values
  onValues: (values: Values) => void
  /** What is to be said about a cell. */
  markOf?: (spot: Spot, value: number | null) => MatrixMark | undefined
  onSave?: () => void
  readOnly?: boolean
}

/** A grid of amounts edited as in a spreadsheet; one tab stop, the keys of design.md's matrix editor. */
export function MatrixGrid(props: MatrixProps) {
  const { rows, columns, values, onValues, markOf, readOnly = false } = props
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const [grid, setGrid] = useState<Grid>(() => gridOf(values))
  /** What is typed into the active cell; undefined while only moving. */
  const [draft, setDraft] = useState<string | undefined>(undefined)
  const [leaving, setLeaving] = useState(false)
  const [notes, setNotes] = useState<readonly string[]>([])

  // Values replaced from outside (a one-click fix, a copied carrier) are an undo step like any other.
  useEffect(() => {
    if (values !== grid.values)
      setGrid((now) => ({ ...now, values, past: [...now.past, now.values], future: [] }))
  }, [values])

  const isLocked = (spot: Spot) =>
    readOnly || (markOf?.(spot, values[spot.row]?.[spot.column] ?? null)?.locked ?? false)
  const apply = (next: Grid) => {
    setGrid(next)
    setNotes([])
    if (next.values !== grid.values) onValues(next.values)
  }
  const nameOf = ({ row, column }: Spot) => `${rows[row]?.name} × ${columns[column]?.name}`
  const commit = (then: (grid: Grid) => Grid) => {
    const text = draft?.trim() ?? ''
    const amount = text === '' ? null : parseAmount(text)
    setDraft(undefined)
    table.current?.focus()
    if (amount === undefined || (amount !== null && amount < 0)) {
      setNotes([t('ui.grid_unreadable', { cell: nameOf(grid.active), text })])
      return
    }
    apply(then(edit(grid, [{ spot: grid.active, value: amount }])))
  }

  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || draft !== undefined) return
    if (event.key === 'Escape') return setLeaving(true)
    if (event.key === 'Tab' && leaving) return
    setLeaving(false)
    const ctrl = event.ctrlKey || event.metaKey
    const begin = (text: string) => {
      if (!isLocked(grid.active)) setDraft(text)
    }
    if (ctrl && event.code === 'KeyS' && props.onSave) props.onSave()
    else if (event.key === 'F2' || event.key === 'Enter') {
      begin(String(values[grid.active.row]?.[grid.active.column] ?? ''))
    } else if (/^\d$/.test(event.key) && !ctrl && !event.altKey) begin(event.key)
    else {
      const next = press(grid, event, isLocked)
      if (!next) return
      apply(next)
    }
    event.preventDefault()
  }

  const onPaste = (event: ClipboardEvent) => {
    if (draft !== undefined || readOnly) return
    event.preventDefault()
    const pasted = paste(grid, event.clipboardData?.getData('text/plain') ?? '', isLocked)
    apply(pasted.grid)
    setNotes([
      t('ui.grid_pasted', { count: pasted.count }),
      ...pasted.unreadable.map(({ spot, text }) =>
        t('ui.grid_unreadable', { cell: nameOf(spot), text }),
      ),
      ...(pasted.outside ? [t('ui.grid_overflow', { count: pasted.outside })] : []),
    ])
  }
  const onCopy = (event: ClipboardEvent) => {
    if (draft !== undefined) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', toTsv(grid, rangeOf(grid)))
    if (event.type === 'cut') {
      const next = press(grid, new KeyboardEvent('keydown', { key: 'Delete' }), isLocked)
      if (next) apply(next)
    }
  }

  const range = rangeOf(grid)
  const cellId = (spot: Spot) => `${id}-${spot.row}-${spot.column}`
  return (
    <div>
      <MatrixBar
        grid={grid}
        reference={nameOf(grid.active)}
        readOnly={readOnly}
        isLocked={isLocked}
        onGrid={apply}
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
          onKeyDown={keys}
          onPaste={onPaste}
          onCopy={onCopy}
          onCut={onCopy}
        >
          <thead>
            <tr>
              <th scope="col">{props.corner}</th>
              {columns.map((column, index) => (
                <th
                  scope="col"
                  key={column.name}
                  class={index >= range.left && index <= range.right ? 'hl' : ''}
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
                  const value = grid.values[r]?.[c] ?? null
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
                      onDraft={setDraft}
                      onCommit={(by) => commit((next) => move(next, by.rows, by.columns))}
                      onPoint={(extend) => {
                        if (draft !== undefined && !active)
                          commit((next) => goTo(next, spot, extend))
                        else setGrid((now) => goTo(now, spot, extend))
                      }}
                      onOpen={() =>
                        !isLocked(spot) && setDraft(value === null ? '' : String(value))
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
        {t('ui.grid_leave')}
      </span>
      <ul class="mt-2 text-t12 muted" aria-live="polite">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}

export const shownCell = (value: number | null) => (value === null ? '' : digits(value))

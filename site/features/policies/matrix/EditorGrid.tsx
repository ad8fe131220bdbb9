import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { useId } from '../../../lib/use-id.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import { EditorRow } from './EditorRow.tsx'
import type { GridProps } from './grid-props.ts'
import { ColumnHeads } from './Heads.tsx'
import { actionOf } from './keys.ts'
import { lineLabel } from './labels.ts'
import type { Editor, Outside } from './use-editor.ts'
import { useWindow } from './use-window.ts'

const loadPasting = () => import('./paste-into.ts')

/** One face as a spreadsheet: one tab stop, left by Escape, then Tab. */
export function EditorGrid(props: GridProps) {
  const { editor, matrix, names, table, outside } = props
  const { face, selection, range, typed } = editor
  const id = useId()
  const headRows = Math.max(1, matrix.layout.columns.length)
  const seen = useWindow(face.rows.length, headRows, selection.active, props.rowHeight)
  const pointer = usePointer(editor)
  const cellId = ({ row, column }: Spot) => `${id}-${row}-${column}`
  const isSeen = selection.active.row >= seen.first && selection.active.row < seen.last

  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || typed !== undefined) return
    if (event.key === 'Escape') {
      if (editor.pasting.pending) return editor.pasting.takeBack()
      // Tab moves inside the grid, so Escape releases it first.
      return editor.setLeaving(true)
    }
    if (event.key === 'Tab' && editor.isLeaving) return
    editor.setLeaving(false)
    const action = actionOf(event)
    if (!action) return
    event.preventDefault()
    editor.act(action, outside)
  }
  const clip = (handle: (event: ClipboardEvent) => void) => (event: ClipboardEvent) => {
    if (typed !== undefined) return
    event.preventDefault()
    handle(event)
  }
  const latest = useRef(props)
  latest.current = props
  const paste = ({ clipboardData }: ClipboardEvent) => {
    // The event's data is gone once the part has loaded; the cells may have changed by then.
    const [text, html] = ['text/plain', 'text/html'].map((type) => clipboardData?.getData(type))
    loadPasting().then(
      ({ pasteInto }) => pasteInto(latest.current, text ?? '', html ?? ''),
      () => editor.pasting.say([t('ui.part_failed')]),
    )
  }
  return (
    <div class="price-scroll" ref={seen.scroller} onScroll={seen.onScroll}>
      <table
        ref={table}
        class="matrix price-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is the native base of an ARIA grid
        role="grid"
        tabIndex={0}
        aria-label={props.label ?? t('matrix.grid', { face: lineLabel(face.face, matrix, names) })}
        aria-multiselectable="true"
        aria-rowcount={face.rows.length + headRows}
        aria-colcount={face.columns.length + 1}
        aria-activedescendant={isSeen ? cellId(selection.active) : undefined}
        aria-describedby={`${id}-leave`}
        onKeyDown={keys}
        onFocusIn={(event) => {
          // Loaded ahead, so that a paste does not wait.
          loadPasting().catch(() => undefined)
          if (!(event.target instanceof HTMLTableCellElement)) return
          const spot = spotOf(event)
          if (spot && spot.row !== selection.active.row) editor.point(spot, false)
          event.currentTarget.focus()
        }}
        onCopy={clip(props.onCopy)}
        onCut={clip(props.onCopy)}
        onPaste={clip(paste)}
        {...pointer.events}
      >
        <ColumnHeads
          matrix={matrix}
          names={names}
          columns={face.columns}
          range={range}
          corner={props.corner ?? t('matrix.amounts')}
        />
        <Space height={seen.before} />
        <tbody>
          {face.rows.slice(seen.first, seen.last).map((line, i) => (
            <EditorRow
              key={line.key}
              {...props}
              line={line}
              row={seen.first + i}
              index={seen.first + i + headRows + 1}
              cellId={cellId}
              onFill={pointer.startFill}
            />
          ))}
        </tbody>
        <Space height={seen.after} />
      </table>
      <span class="vh" id={`${id}-leave`}>
        {t('matrix.leave')}
      </span>
    </div>
  )
}

/** In place of rows out of sight. */
const Space = ({ height }: { height: number }) =>
  height === 0 ? null : (
    <tbody aria-hidden="true">
      <tr>
        <td class="space" style={{ height: `${height}px` }} />
      </tr>
    </tbody>
  )

/** Presses and drags of the mouse, read from the cell under it; one listener for thousands of cells. */
function usePointer(editor: Editor) {
  const [filling, setFilling] = useState(false)
  const last = useRef('')
  useEffect(() => {
    if (!filling) return
    const end = () => setFilling(false)
    addEventListener('pointerup', end)
    return () => removeEventListener('pointerup', end)
  }, [filling])
  return {
    startFill: () => setFilling(true),
    events: {
      onMouseDown: (event: MouseEvent) => {
        const spot = spotOf(event)
        if (!spot || event.button !== 0 || event.target instanceof HTMLInputElement) return
        editor.point(spot, event.shiftKey)
      },
      onMouseOver: (event: MouseEvent) => {
        const spot = event.buttons === 1 && editor.typed === undefined ? spotOf(event) : undefined
        const key = spot ? `${spot.row} ${spot.column}` : ''
        if (!spot || key === last.current) return
        last.current = key
        if (filling) editor.fillTo(spot)
        else editor.point(spot, true)
      },
      onDblClick: (event: MouseEvent) => {
        if (spotOf(event)) editor.act({ does: 'open' }, NOTHING)
      },
    },
  }
}
const NOTHING: Outside = { onFind: () => undefined, onNextProblem: () => undefined }

function spotOf({ target }: Pick<Event, 'target'>): Spot | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-column]') : null
  const row = cell?.closest('tr')?.dataset.row
  return cell && row !== undefined
    ? { row: Number(row), column: Number(cell.dataset.column) }
    : undefined
}

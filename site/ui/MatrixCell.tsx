import { useLayoutEffect, useRef } from 'preact/hooks'
import { digits, signed } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { Glyph } from './Glyph.tsx'
import type { MatrixMark } from './matrix/mark.ts'

type Props = {
  id: string
  value: number | null
  mark: MatrixMark | undefined
  active: boolean
  inRange: boolean
  /** The text being typed, in the active cell only. */
  draft: string | undefined
  /** Whether that text is no amount. */
  isUnread: boolean
  onDraft: (text: string | undefined) => void
  onCommit: (then: { rows: number; columns: number }) => void
  /** On a press; with Shift it extends the selection. */
  onPoint: (extend: boolean) => void
  /** When the pointer enters with its button down. */
  onDrag: () => void
  /** Starts the fill handle; given only at the selection's corner. */
  onFill: (() => void) | undefined
  onOpen: () => void
}

/** One amount of the grid: shown, selected, or being typed. */
export function MatrixCell(props: Props) {
  const { id, value, mark, active, inRange, draft, onDraft, onCommit, onPoint } = props
  const look = [
    active && 'active',
    inRange && 'in-range',
    mark?.problem && 'problem',
    mark?.locked && 'locked',
    (mark?.changed || (mark?.delta !== undefined && mark.delta !== 0)) && 'changed',
  ]
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return
    event.stopPropagation()
    const by = event.shiftKey ? -1 : 1
    if (event.key === 'Escape') {
      onDraft(undefined)
      document.getElementById(id)?.closest<HTMLElement>('[role="grid"]')?.focus()
    } else if (event.key === 'Enter') onCommit({ rows: by, columns: 0 })
    else if (event.key === 'Tab') onCommit({ rows: 0, columns: by })
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid is the tab stop and points at its cell
    <td
      id={id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of an ARIA grid
      role="gridcell"
      class={look.filter(Boolean).join(' ')}
      aria-selected={inRange}
      aria-readonly={mark?.locked || undefined}
      aria-invalid={mark?.problem ? true : undefined}
      title={mark?.problem}
      onMouseDown={({ shiftKey }) => draft === undefined && onPoint(shiftKey)}
      onMouseEnter={({ buttons }) => buttons === 1 && draft === undefined && props.onDrag()}
      onDblClick={props.onOpen}
    >
      {mark?.problem && (
        <span class="flag s-stop">
          <Glyph name="cross" />
        </span>
      )}
      {mark?.delta !== undefined && mark.delta !== 0 && (
        <span class="delta">{signed(mark.delta)}</span>
      )}
      {value === null ? (
        <span class="subtle">{mark?.empty ?? t('matrix.grid_empty')}</span>
      ) : (
        digits(value)
      )}
      {mark?.below && <span class="below">{mark.below}</span>}
      {mark?.problem && <span class="vh">{mark.problem}</span>}
      {props.onFill && draft === undefined && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+D and Ctrl+R do the same
        <span
          class="fill-handle"
          title={t('matrix.drag_or_keys')}
          onMouseDown={(event) => {
            event.stopPropagation()
            event.preventDefault()
            props.onFill?.()
          }}
        />
      )}
      {draft !== undefined && (
        <CellBox
          draft={draft}
          isUnread={props.isUnread}
          onDraft={onDraft}
          onKeyDown={keys}
          onBlur={() => onCommit({ rows: 0, columns: 0 })}
        />
      )}
    </td>
  )
}

/** The input of a cell. While its text is no amount, the form around the grid is not sent (`unread.ts`). */
function CellBox({
  draft,
  isUnread,
  onDraft,
  onKeyDown,
  onBlur,
}: Pick<Props, 'isUnread' | 'onDraft'> & {
  draft: string
  onKeyDown: (event: KeyboardEvent) => void
  onBlur: () => void
}) {
  const box = useRef<HTMLInputElement>(null)
  /** Escape moves the focus away; the blur must not commit this text. */
  const isGivenUp = useRef(false)
  useLayoutEffect(() => box.current?.focus(), [])
  useLayoutEffect(
    () => box.current?.setCustomValidity(isUnread ? t('ui.amount_unreadable') : ''),
    [isUnread],
  )
  return (
    <input
      ref={box}
      aria-label={t('ui.won')}
      aria-invalid={isUnread || undefined}
      inputMode="numeric"
      autocomplete="off"
      value={draft}
      onInput={({ currentTarget }) => onDraft(currentTarget.value)}
      onKeyDown={(event) => {
        isGivenUp.current = event.key === 'Escape' && !event.isComposing
        onKeyDown(event)
      }}
      onBlur={() => !isGivenUp.current && onBlur()}
    />
  )
}

import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import type { Shown } from './shown.ts'

type Props = {
  id: string
  shown: Shown
  column: number
  active: boolean
  inRange: boolean
  /** Which sides of the selection's frame run along this cell. */
  frame: string
  isChanged: boolean
  isProposed: boolean
  problem: string | undefined
  /** Stands in place of the amount. */
  body?: ComponentChildren
  /** The text being typed, in the active cell only. */
  typed: string | undefined
  onType: (text: string | undefined) => void
  onLeave: (rows: number, columns: number) => void
  onCommit: () => void
  /** Starts the fill handle; given only at the selection's corner. */
  onFill: (() => void) | undefined
}

/** One place of the matrix. Pointer events are the grid's, which reads row and column from it. */
export function EditorCell(props: Props) {
  const { shown, active, inRange, problem, typed } = props
  const look = [
    ...[active && 'active', inRange && 'in-range', problem && 'problem', props.frame],
    ...[shown.kind !== 'own' && 'inherited', props.isChanged && 'changed'],
    ...[props.isProposed && 'proposed', isNegative(shown) && 'negative'],
  ]
  return (
    <td
      id={props.id}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of an ARIA grid
      role="gridcell"
      class={look.filter(Boolean).join(' ')}
      data-column={props.column}
      aria-colindex={props.column + 2}
      aria-selected={inRange}
      aria-invalid={problem ? true : undefined}
      // Only for the form, which focuses what it cannot send; the grid takes the focus on.
      tabIndex={problem ? -1 : undefined}
      title={problem}
    >
      {problem && (
        <span class="flag s-stop">
          <Glyph name="cross" />
        </span>
      )}
      {props.body ?? <Content shown={shown} />}
      {problem && <span class="vh">{problem}</span>}
      {props.onFill && typed === undefined && (
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
      {typed !== undefined && <CellBox {...props} typed={typed} />}
    </td>
  )
}

/** What the place shows, and in words what the look says. */
function Content({ shown }: { shown: Shown }) {
  if (shown.kind === 'tie') return <>{t('matrix.tie_cell', { count: shown.cells.length })}</>
  if (shown.kind === 'by_band') return <span class="text-t12">{t('matrix.by_band')}</span>
  if (shown.kind === 'flat')
    return (
      <>
        {digits(shown.amountWon)}
        <span class="vh">{t('matrix.flat')}</span>
      </>
    )
  if (shown.kind === 'empty') return <span class="vh">{t('matrix.empty_closed')}</span>
  const isOwn = shown.kind === 'own'
  if (shown.content === null)
    return (
      <>
        <span aria-hidden="true">–</span>
        <span class="vh">{t(isOwn ? 'matrix.closed' : 'matrix.inherited_closed')}</span>
      </>
    )
  return (
    <>
      {typeof shown.content === 'number' ? digits(shown.content) : shown.content}
      {!isOwn && <span class="vh">{t('matrix.inherited')}</span>}
    </>
  )
}

const isNegative = (shown: Shown) =>
  (shown.kind === 'own' || shown.kind === 'inherited') &&
  typeof shown.content === 'number' &&
  shown.content < 0

/** The box of the cell being typed into. */
function CellBox({ typed, onType, onLeave, onCommit }: Props & { typed: string }) {
  const box = useRef<HTMLInputElement>(null)
  /** Escape moves the focus away; the blur must not commit this text. */
  const isGivenUp = useRef(false)
  useLayoutEffect(() => box.current?.focus(), [])
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return
    event.stopPropagation()
    const by = event.shiftKey ? -1 : 1
    isGivenUp.current = event.key === 'Escape'
    if (event.key === 'Escape') {
      const grid = box.current?.closest<HTMLElement>('[role="grid"]')
      onType(undefined)
      grid?.focus()
    } else if (event.key === 'Enter') onLeave(by, 0)
    else if (event.key === 'Tab') onLeave(0, by)
    else return
    event.preventDefault()
  }
  return (
    <input
      ref={box}
      aria-label={t('ui.won')}
      autocomplete="off"
      value={typed}
      onInput={({ currentTarget }) => onType(currentTarget.value)}
      onKeyDown={keys}
      onBlur={() => !isGivenUp.current && onCommit()}
    />
  )
}

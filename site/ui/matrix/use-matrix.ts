import { useEffect, useState } from 'preact/hooks'
import { parseAmount } from '#api/amount.ts'
import { t } from '../../lib/i18n/t.ts'
import { clear, paste, toTsv, type Unread } from './clipboard.ts'
import { press } from './keys.ts'
import {
  cellAt,
  edit,
  type Grid,
  goTo,
  gridOf,
  move,
  rangeOf,
  replace,
  type Spot,
  spread,
  type Values,
} from './model.ts'

type Given = {
  values: Values
  onValues: (values: Values) => void
  isLocked: (spot: Spot) => boolean
  nameOf: (spot: Spot) => string
  onSave: (() => void) | undefined
  focus: () => void
}

/** The state and events of the grid: active cell, typed text, keys, clipboard, fill handle. */
export function useMatrix({ values, onValues, isLocked, nameOf, onSave, focus }: Given) {
  const [grid, setGrid] = useState<Grid>(() => gridOf(values))
  /** The text being typed into the active cell; undefined while only moving. */
  const [draft, setDraft] = useState<string | undefined>(undefined)
  /** Cells whose pasted text is no amount, to be opened one after the other. */
  const [unread, setUnread] = useState<readonly Unread[]>([])
  const [isLeaving, setLeaving] = useState(false)
  const [notes, setNotes] = useState<readonly string[]>([])
  const [filling, setFilling] = useState(false)

  // Values replaced from outside (a one-click fix, a copied carrier) are an undo step like any other.
  useEffect(() => setGrid((now) => replace(now, values)), [values])

  const apply = (next: Grid) => {
    setGrid(next)
    setNotes([])
    if (next.values !== grid.values) onValues(next.values)
  }
  const open = (text: string) => {
    if (!isLocked(grid.active)) setDraft(text)
  }
  const sayUnread = (cells: readonly Unread[]) =>
    cells.map(({ spot, text }) => t('matrix.grid_unreadable', { cell: nameOf(spot), text }))
  /** Opens the first of these cells with its text; the others wait until it is left. */
  const openUnread = ([first, ...rest]: readonly Unread[]) => {
    setUnread(rest)
    if (!first) return
    setGrid((now) => goTo(now, first.spot))
    setDraft(first.text.trim())
  }
  /** Ends typing. Text that is no amount stays, and its cell cannot be left. */
  const commit = (then: (grid: Grid) => Grid) => {
    const amount = readCell(draft ?? '')
    if (amount === undefined) {
      setNotes([t('matrix.grid_unread_here', { cell: nameOf(grid.active) })])
      return false
    }
    setDraft(undefined)
    focus()
    const next = edit(grid, [{ spot: grid.active, value: amount }])
    apply(unread.length ? next : then(next))
    setNotes(sayUnread(unread))
    openUnread(unread)
    return true
  }
  /** Typing in the cell; its note disappears once the text can be read. */
  const type = (text: string | undefined) => {
    setDraft(text)
    if (text === undefined || readCell(text) !== undefined) setNotes(sayUnread(unread))
    if (text === undefined) openUnread(unread)
  }

  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || draft !== undefined) return
    // Tab moves inside the grid, so Escape releases it first.
    if (event.key === 'Escape') return setLeaving(true)
    if (event.key === 'Tab' && isLeaving) return
    setLeaving(false)
    const ctrl = event.ctrlKey || event.metaKey
    const next = press(grid, event, isLocked)
    if (ctrl && event.code === 'KeyS' && onSave) onSave()
    else if (event.key === 'F2' || event.key === 'Enter') {
      open(String(cellAt(grid.values, grid.active) ?? ''))
    } else if (/^\d$/.test(event.key) && !ctrl && !event.altKey) open(event.key)
    else if (next) apply(next)
    else return
    event.preventDefault()
  }

  const onPaste = (event: ClipboardEvent) => {
    if (draft !== undefined) return
    event.preventDefault()
    const pasted = paste(grid, event.clipboardData?.getData('text/plain') ?? '', isLocked)
    apply(pasted.grid)
    setNotes([
      t('matrix.grid_pasted', { count: pasted.count }),
      ...sayUnread(pasted.unreadable),
      ...(pasted.outside ? [t('matrix.grid_overflow', { count: pasted.outside })] : []),
    ])
    openUnread(pasted.unreadable)
  }
  const onCopy = (event: ClipboardEvent) => {
    if (draft !== undefined) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', toTsv(grid, rangeOf(grid)))
    if (event.type === 'cut') apply(clear(grid, isLocked))
  }

  /** A press on a cell: ends typing elsewhere, then goes there. */
  const point = (spot: Spot, extend: boolean) => {
    if (draft !== undefined) commit((next) => goTo(next, spot, extend))
    else setGrid((now) => goTo(now, spot, extend))
  }
  /** The pointer over a cell with its button down: extends the selection or the fill. */
  const drag = (spot: Spot) => {
    if (filling) apply(spread(grid, spot, isLocked))
    else setGrid((now) => goTo(now, spot, true))
  }
  useEffect(() => {
    if (!filling) return
    const end = () => setFilling(false)
    addEventListener('pointerup', end)
    return () => removeEventListener('pointerup', end)
  }, [filling])

  return {
    grid,
    draft,
    /** The text in the cell is no amount. */
    isUnread: draft !== undefined && readCell(draft) === undefined,
    notes,
    apply,
    type,
    open,
    point,
    drag,
    startFill: () => setFilling(true),
    leaveCell: (by: { rows: number; columns: number }) =>
      commit((next) => move(next, by.rows, by.columns)),
    events: { onKeyDown: keys, onPaste, onCopy, onCut: onCopy },
  }
}

/** Empty text empties the cell; undefined means no amount, or one below 0. */
function readCell(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const won = parseAmount(text)
  return won === undefined || won < 0 ? undefined : won
}

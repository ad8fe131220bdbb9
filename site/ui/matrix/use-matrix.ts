import { useEffect, useState } from 'preact/hooks'
import { parseAmount } from '../../lib/amount.ts'
import { t } from '../../lib/i18n/t.ts'
import { clear, paste, toTsv } from './clipboard.ts'
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

/** What happens in the grid: where one is, what is being typed, keys, clipboard, fill handle. */
export function useMatrix({ values, onValues, isLocked, nameOf, onSave, focus }: Given) {
  const [grid, setGrid] = useState<Grid>(() => gridOf(values))
  /** The text being typed into the active cell; undefined while only moving. */
  const [draft, setDraft] = useState<string | undefined>(undefined)
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
  const commit = (then: (grid: Grid) => Grid) => {
    const text = draft?.trim() ?? ''
    const amount = text === '' ? null : parseAmount(text)
    setDraft(undefined)
    focus()
    if (amount === undefined || (amount !== null && amount < 0)) {
      setNotes([t('ui.grid_unreadable', { cell: nameOf(grid.active), text })])
    } else apply(then(edit(grid, [{ spot: grid.active, value: amount }])))
  }

  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || draft !== undefined) return
    // Tab moves inside the grid, so Escape first lets it go.
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
    if (event.type === 'cut') apply(clear(grid, isLocked))
  }

  /** A cell pressed: ends typing elsewhere, then goes there. */
  const point = (spot: Spot, extend: boolean) => {
    if (draft !== undefined) commit((next) => goTo(next, spot, extend))
    else setGrid((now) => goTo(now, spot, extend))
  }
  /** The pointer over a cell with its button down: extends the selection, or the fill. */
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
    notes,
    apply,
    setDraft,
    open,
    point,
    drag,
    startFill: () => setFilling(true),
    leaveCell: (by: { rows: number; columns: number }) =>
      commit((next) => move(next, by.rows, by.columns)),
    events: { onKeyDown: keys, onPaste, onCopy, onCut: onCopy },
  }
}

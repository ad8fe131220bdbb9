import { useState } from 'preact/hooks'
import { type Axes, nameOf } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { type Range, rangeOf, type Spot } from '../../../ui/matrix/model.ts'
import type { Matrix } from './dimensions.ts'
import { type Change, type Content, written } from './entry.ts'
import { changesBy, spread } from './fill.ts'
import type { Action } from './keys.ts'
import { readPrice } from './read-price.ts'
import { blockAt, goTo, movedBy, ORIGIN, type Selection, step } from './selection.ts'
import type { Shown } from './shown.ts'
import { amountOf, type Reading, useFace } from './use-face.ts'
import { type Edited, editedOf, useHistory } from './use-history.ts'
import { usePasting } from './use-pasting.ts'
import { groupOf, withinOf } from './view.ts'

type Given = {
  matrix: Matrix
  onMatrix: (next: Edited) => void
  flatWon: number | undefined
  reading?: Reading
  isReadOnly?: boolean
  /** Whose cells stand in the matrix, if it shows those of several in turn. */
  of?: string
  /** Puts the keyboard back into the grid. */
  focus: () => void
}
/** Actions that belong to the screen around the grid. */
export type Outside = { onFind: () => void; onNextProblem: () => void }

/** The state of the editor: face, selection, typed text, undo, pending paste; and what keys and buttons do. */
export function useEditor(given: Given) {
  const { matrix, onMatrix, flatWon, reading, isReadOnly = false, of, focus } = given
  const face = useFace(matrix, flatWon, reading)
  const history = useHistory(matrix, onMatrix, of)
  const [selection, setSelection] = useState<Selection>(ORIGIN)
  /** The text being typed into the active cell; undefined while only moving. */
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [isLeaving, setLeaving] = useState(false)
  const { size } = face
  // Rows may have gone since: a closed group, an undone band.
  const active = goTo(selection, size, selection.active).active
  const anchor = goTo(selection, size, selection.anchor).active
  const range: Range = rangeOf({ active, anchor })
  const here: Selection = { active, anchor }

  const write = (changes: readonly Change[], isSameStep = false) => {
    if (isReadOnly) return
    const entries = written(
      matrix.entries,
      changes.filter(({ axes, content }) => content === undefined || !reading?.isLocked(axes)),
    )
    if (entries !== matrix.entries) history.edit({ ...editedOf(matrix), entries }, isSameStep)
  }
  const pasting = usePasting({
    entries: matrix.entries,
    depth: history.depth,
    // What a place shows already is no change: a copy that comes back makes no cell its own.
    write: (changes, isSameStep) =>
      write(
        reading
          ? changes.filter(({ axes, content }) => content !== amountOf(reading.shownAt(axes)))
          : changes,
        isSameStep,
      ),
    undo: history.undo,
  })
  const undo = () => {
    pasting.forget()
    history.undo()
  }

  /** Ends typing; what is no amount stays in the cell as it is. */
  const commit = (then: Selection = here) => {
    if (typed === undefined) return
    write([{ axes: face.cells.axesAt(active), content: readPrice(typed) }])
    setTyped(undefined)
    // Leaving the box commits once more, to the same cell; the selection is set after it.
    focus()
    setSelection(then)
  }
  const type = (text: string | undefined) => {
    if (text !== undefined && (isReadOnly || reading?.isLocked(face.cells.axesAt(active)))) return
    setTyped(text)
  }
  const setGroup = (isOpen: boolean) => {
    const row = face.rows[active.row]
    const group = row && (groupOf(row) ?? withinOf(row))
    if (group === undefined) return
    face.setOpen(group, isOpen)
    const head = face.rows.findIndex((one) => groupOf(one) === group)
    if (!isOpen && head !== -1) setSelection(goTo(here, size, { ...active, row: head }))
  }
  const act = (action: Action, { onFind, onNextProblem }: Outside) => {
    const moved = movedBy(action, here, size, (spot) => isFilled(face.shownOf(spot)))
    const changes = moved ? undefined : changesBy(action, face.cells, range)
    if (moved) setSelection(moved)
    else if (changes) write(changes)
    else if (action.does === 'type') type(action.text)
    else {
      const others: Partial<Record<Action['does'], () => void>> = {
        open: () => type(editable(face.cells.ownAt(active))),
        undo,
        redo: history.redo,
        find: onFind,
        next_problem: onNextProblem,
        next_face: () => face.turn(1),
        previous_face: () => face.turn(-1),
        open_group: () => setGroup(true),
        close_group: () => setGroup(false),
      }
      others[action.does]?.()
    }
  }
  /** Goes to a cell wherever it is: another face, a closed group. */
  const reveal = (axes: Axes) => {
    const spot = face.reveal(axes)
    if (spot) setSelection({ active: spot, anchor: spot })
    return spot !== undefined
  }
  return {
    ...{ face, history, pasting, selection: here, range, typed, isLeaving, isReadOnly },
    ...{ setLeaving, commit, act, write, undo, reveal, setSelection },
    type,
    leaveCell: (rows: number, columns: number) => commit(step(here, size, rows, columns)),
    point: (spot: Spot, extend: boolean) => {
      const next = goTo(here, size, spot, extend)
      if (typed === undefined) setSelection(next)
      else commit(next)
    },
    fillTo: (spot: Spot) => {
      const { changes, target } = spread(face.cells, range, spot)
      write(changes)
      setSelection({
        anchor: { row: target.top, column: target.left },
        active: { row: target.bottom, column: target.right },
      })
    },
    /** Selects the cells that a paste went to. */
    selectBlock: (from: Spot, height: number, width: number) =>
      setSelection(blockAt(size, from, height, width)),
    /** What a cell shows: while a paste waits for its unit, what the shown unit makes of it. */
    cellAt: (spot: Spot): { shown: Shown; isProposed: boolean } => {
      const shown = face.shownOf(spot)
      if (!pasting.pending || shown.kind !== 'own') return { shown, isProposed: false }
      const content = pasting.proposedAt(nameOf(face.cells.axesAt(spot)), shown.content)
      return typeof content !== 'number'
        ? { shown, isProposed: false }
        : { shown: { kind: 'own', content }, isProposed: true }
    },
  }
}
export type Editor = ReturnType<typeof useEditor>

const isFilled = (shown: Shown) => shown.kind !== 'empty' && shown.kind !== 'flat'

/** A cell's content as text to edit. */
const editable = (content: Content | undefined): string =>
  content === undefined
    ? ''
    : content === null
      ? '–'
      : typeof content === 'number'
        ? digits(content)
        : content

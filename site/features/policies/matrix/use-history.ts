import { useState } from 'preact/hooks'
import type { Matrix } from './dimensions.ts'

/** What one step of undo restores. */
export type Edited = Omit<Matrix, 'carrier' | 'rounding'>

const STEPS_MAX = 200

export const editedOf = ({
  bandsWon,
  bandLabels,
  months,
  planGroups,
  deviceGroups,
  entries,
  layout,
}: Matrix): Edited => ({ bandsWon, bandLabels, months, planGroups, deviceGroups, entries, layout })

/** Undo and redo of a matrix that its parent holds. */
export function useHistory(matrix: Matrix, onMatrix: (next: Edited) => void) {
  const [past, setPast] = useState<readonly Edited[]>([])
  const [future, setFuture] = useState<readonly Edited[]>([])
  const go = (from: readonly Edited[]) => {
    const to = from.at(-1)
    if (to) onMatrix(to)
    return to !== undefined
  }
  return {
    depth: past.length,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    /** Shows another matrix; as part of the last step it leaves no step of its own. */
    edit: (next: Edited, isSameStep = false) => {
      if (!isSameStep) setPast([...past, editedOf(matrix)].slice(-STEPS_MAX))
      setFuture([])
      onMatrix(next)
    },
    undo: () => {
      if (!go(past)) return
      setFuture([...future, editedOf(matrix)])
      setPast(past.slice(0, -1))
    },
    redo: () => {
      if (!go(future)) return
      setPast([...past, editedOf(matrix)])
      setFuture(future.slice(0, -1))
    },
  }
}

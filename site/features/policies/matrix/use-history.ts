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

type Steps = { past: readonly Edited[]; future: readonly Edited[] }
const NO_STEPS: Steps = { past: [], future: [] }

/**
 * Undo and redo of a matrix that its parent holds. `of` names the cells that stand in it now: where one sheet shows
 * those of several companies in turn, each has steps of its own.
 */
export function useHistory(matrix: Matrix, onMatrix: (next: Edited) => void, of = '') {
  const [all, setAll] = useState<Readonly<Record<string, Steps>>>({})
  const { past, future } = all[of] ?? NO_STEPS
  const set = (steps: Steps) => setAll({ ...all, [of]: steps })
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
      set({
        past: isSameStep ? past : [...past, editedOf(matrix)].slice(-STEPS_MAX),
        future: [],
      })
      onMatrix(next)
    },
    undo: () => {
      if (!go(past)) return
      set({ past: past.slice(0, -1), future: [...future, editedOf(matrix)] })
    },
    redo: () => {
      if (!go(future)) return
      set({ past: [...past, editedOf(matrix)], future: future.slice(0, -1) })
    },
  }
}

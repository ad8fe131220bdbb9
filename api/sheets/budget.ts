import { Refused } from './refusal.ts'
import type { SheetLimits } from './sheet.ts'

type Counted = 'unpackedBytes' | 'sheets' | 'rows' | 'cells' | 'characters' | 'merges' | 'entries'
const SUBJECTS = {
  unpackedBytes: 'unpacked',
  sheets: 'sheets',
  rows: 'rows',
  cells: 'cells',
  characters: 'characters',
  merges: 'merges',
  entries: 'entries',
} as const

/** What one reading may still use. It is spent while reading, so what is too large ends early. */
export type Budget = {
  /** Throws `too_large` when the bound is passed. */
  spend(what: Counted, amount?: number): void
  allowColumn(column: number): void
}

export function budgetOf(limits: SheetLimits): Budget {
  const left: Record<Counted, number> = { ...limits }
  return {
    spend(what, amount = 1) {
      left[what] -= amount
      if (left[what] < 0) throw new Refused('too_large', SUBJECTS[what])
    },
    allowColumn(column) {
      if (column > limits.columns) throw new Refused('too_large', 'columns')
    },
  }
}

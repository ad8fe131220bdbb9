import type { ComponentChildren } from 'preact'

/** The extras of a cell beside its amount. */
export type MatrixMark = {
  /** The error; the cell gets a ring, and its description the text. */
  problem?: string | undefined
  /** Difference to the version before, shown at the left with a corner. */
  delta?: number | undefined
  /** A quiet second line: HQ's amount and the margin. */
  below?: ComponentChildren
  /** The meaning of an empty cell, where it is not "no order is taken". */
  empty?: string | undefined
  /** Set or cleared since the last save; a difference in figures is visible by itself. */
  changed?: boolean | undefined
  locked?: boolean
}

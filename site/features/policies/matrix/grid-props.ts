import type { ComponentChildren, Ref } from 'preact'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Matrix } from './dimensions.ts'
import type { Names } from './labels.ts'
import type { Editor, Outside } from './use-editor.ts'

/** Props of the grid and of its rows. */
export type GridProps = {
  editor: Editor
  matrix: Matrix
  names: Names
  table: Ref<HTMLTableElement>
  outside: Outside
  /** Changes whenever `problemAt` or `isChanged` may answer otherwise. */
  marks: unknown
  problemAt: (spot: Spot) => string | undefined
  isChanged: (spot: Spot) => boolean
  /** What a place shows instead of its amount alone. */
  bodyAt?: (spot: Spot) => ComponentChildren
  /** The grid's name and the words below its corner; those of headquarters' sheet if absent. */
  label?: string
  corner?: string
  /** Height of a row in pixels, as its style sets it. */
  rowHeight?: number
  onCopy: (event: ClipboardEvent) => void
}

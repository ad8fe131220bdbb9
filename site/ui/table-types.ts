import type { ComponentChildren } from 'preact'
import type { KeyId } from '../lib/key-table.ts'
import type { Selection } from './selection.ts'

export type Column<Row> = {
  id: string
  head: ComponentChildren
  cell: (row: Row) => ComponentChildren
  /** `num` is right aligned with tabular figures; the unit stands in the head. */
  align?: 'left' | 'num'
  /** The header is a button that sorts on the server by `id`. */
  sortable?: boolean
  /** 1 is always shown, 2 from 768 px, 3 from 1024 px. */
  priority?: 1 | 2 | 3
  class?: string
}

export type Sort = { by: string; direction: 'asc' | 'desc' }

export type TableProps<Row> = {
  /** What the table lists, for screen readers only. */
  caption: string
  columns: readonly Column<Row>[]
  /** Undefined while loading: the skeleton has the final geometry. */
  rows: readonly Row[] | undefined
  keyOf: (row: Row) => string
  /** The accessible name of a row: the order number, the company. */
  nameOf: (row: Row) => string
  sort?: Sort | undefined
  onSort?: (sort: Sort | undefined) => void
  selection?: Selection | undefined
  /** The opened record. */
  current?: string | undefined
  onOpen?: (row: Row) => void
  /** Receives the focused row; then moving opens nothing, only Enter and a click do. */
  onCursor?: (row: Row) => void
  /** Further keys of a row, from the table of keys: `approve`. */
  keys?: Readonly<Partial<Record<KeyId, (row: Row) => void>>>
  /**
   * The row as a phone card: a `<dl>` whose `<dt class="vh">` name what the `<dd>` show. Without it the table
   * scrolls.
   */
  card?: (row: Row) => ComponentChildren
  /** Buttons under the card, beside the button that opens it. */
  cardFoot?: (row: Row) => ComponentChildren
  rowClass?: (row: Row) => string
  /** Shown when there are no rows. */
  empty?: ComponentChildren
  foot?: ComponentChildren
  /** Cells align with the page's gutter instead of a frame. */
  wide?: boolean
  skeletonRows?: number
}

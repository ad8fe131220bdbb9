import type { ComponentChildren } from 'preact'
import type { Selection } from './selection.ts'

export type Column<Row> = {
  id: string
  head: ComponentChildren
  cell: (row: Row) => ComponentChildren
  /** `num` is right aligned with tabular figures; the unit stands in the head. */
  align?: 'left' | 'num'
  /** The head is a button that sorts on the server by `id`. */
  sortable?: boolean
  /** 1 is always shown, 2 from 768 px, 3 from 1024 px. */
  priority?: 1 | 2 | 3
  class?: string
}

export type Sort = { by: string; direction: 'asc' | 'desc' }

export type TableProps<Row> = {
  /** Says what the table lists; read out, not shown. */
  caption: string
  columns: readonly Column<Row>[]
  /** Undefined while loading: the skeleton has the final geometry. */
  rows: readonly Row[] | undefined
  keyOf: (row: Row) => string
  /** How a row is called aloud: the order number, the company. */
  nameOf: (row: Row) => string
  sort?: Sort | undefined
  onSort?: (sort: Sort | undefined) => void
  selection?: Selection | undefined
  /** The opened record. */
  current?: string | undefined
  onOpen?: (row: Row) => void
  /** Told of the row that the keys stand on; moving then opens nothing, only Enter and a click do. */
  onCursor?: (row: Row) => void
  /** Further keys of a row, by `event.code`: `KeyA` approves. */
  keys?: Readonly<Record<string, (row: Row) => void>>
  /** The row as a phone card: a `<dl>` whose `<dt class="vh">` name what the `<dd>` show. Without it the table scrolls. */
  card?: (row: Row) => ComponentChildren
  /** Buttons under the card, beside what opens it. */
  cardFoot?: (row: Row) => ComponentChildren
  rowClass?: (row: Row) => string
  /** Shown instead of rows when there are none. */
  empty?: ComponentChildren
  foot?: ComponentChildren
  /** Cells line up with the page's gutter instead of sitting in a frame. */
  wide?: boolean
  skeletonRows?: number
}

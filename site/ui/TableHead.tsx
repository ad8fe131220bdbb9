import { t } from '../lib/i18n/t.ts'
import { Checkbox } from './Checkbox.tsx'
import { Icon } from './Icon.tsx'
import type { Selection } from './selection.ts'
import type { Column, Sort, TableProps } from './table-types.ts'

const PRIORITY = { 1: '', 2: 'max-md:hidden', 3: 'max-lg:hidden' } as const

/** Sortable headers cycle through descending, ascending, and the list's own order. */
export function TableHead<Row>(
  props: Pick<TableProps<Row>, 'columns' | 'rows' | 'keyOf' | 'sort' | 'onSort' | 'selection'>,
) {
  const { columns, rows = [], keyOf, sort, onSort, selection } = props
  return (
    <thead>
      <tr>
        {selection && <PickPage selection={selection} ids={rows.map(keyOf)} />}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

/** All rows of the page, some of them, or none. */
export function PickPage({ selection, ids }: { selection: Selection; ids: readonly string[] }) {
  const picked = ids.filter(selection.has).length
  return (
    <th scope="col" class="pick">
      <Checkbox
        checked={ids.length > 0 && picked === ids.length}
        mixed={picked > 0 && picked < ids.length}
        label={t('ui.select_page')}
        onValue={selection.togglePage}
      />
    </th>
  )
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort | undefined) => void) | undefined
}) {
  const direction = sort?.by === column.id ? sort.direction : undefined
  const look = `${column.align === 'num' ? 'num' : ''} ${direction ? 'sorted' : ''} ${PRIORITY[column.priority ?? 1]} ${column.class ?? ''}`
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" class={look}>
        {column.head}
      </th>
    )
  }
  const spoken = { asc: 'ascending', desc: 'descending' } as const
  return (
    <th scope="col" class={look} aria-sort={direction ? spoken[direction] : 'none'}>
      <button type="button" class="sort" onClick={() => onSort(nextSort(column.id, direction))}>
        {column.head}
        {direction && <Icon name={direction === 'desc' ? 'arrow-down' : 'arrow-up'} size={13} />}
      </button>
    </th>
  )
}

export function nextSort(by: string, now: Sort['direction'] | undefined): Sort | undefined {
  if (now === undefined) return { by, direction: 'desc' }
  return now === 'desc' ? { by, direction: 'asc' } : undefined
}

/** `-placedAt` in the address means descending. */
export const sortText = (sort: Sort | undefined) =>
  sort && (sort.direction === 'desc' ? `-${sort.by}` : sort.by)

export function readSort(text: string | undefined): Sort | undefined {
  if (!text) return undefined
  return text.startsWith('-')
    ? { by: text.slice(1), direction: 'desc' }
    : { by: text, direction: 'asc' }
}

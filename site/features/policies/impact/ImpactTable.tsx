import type { ComponentChildren } from 'preact'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Money } from '../../../ui/Money.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Column } from '../../../ui/table-types.ts'
import { differenceOf, type Row, share } from './impact-rows.ts'

/** One row for each part of the same orders, with its difference as figure, bar and share. */
export function ImpactTable({
  caption,
  head,
  rows,
  total,
  onOpen,
}: {
  caption: string
  head: ComponentChildren
  rows: readonly Row[]
  total: Omit<Row, 'id' | 'name'>
  /** Opens what is under a row. */
  onOpen?: (row: Row) => void
}) {
  const largest = Math.max(1, ...rows.map((row) => Math.abs(differenceOf(row))))
  const hasFall = rows.some((row) => differenceOf(row) < 0)
  return (
    <div class="frame scroller">
      <Table
        caption={caption}
        columns={columnsFor({ head, largest, hasFall })}
        rows={rows}
        keyOf={({ id }) => id || 'none'}
        nameOf={({ name }) => name}
        {...(onOpen && { onOpen })}
        card={(row) => <Card caption={caption} row={row} />}
        foot={<TotalRow total={total} />}
      />
    </div>
  )
}

const columnsFor = ({
  head,
  largest,
  hasFall,
}: {
  head: ComponentChildren
  largest: number
  hasFall: boolean
}): Column<Row>[] => [
  { id: 'name', head, cell: ({ name }) => <span class="med">{name}</span> },
  {
    ...{ id: 'orders', head: t('impact.col_orders'), align: 'num' },
    cell: ({ orders }) => digits(orders),
  },
  {
    ...{ id: 'unmatched', head: t('impact.col_unmatched'), align: 'num', priority: 2 },
    cell: ({ unmatched }) => (
      <span class={unmatched > 0 ? 'med' : 'subtle'}>{digits(unmatched)}</span>
    ),
  },
  {
    ...{ id: 'before', head: t('impact.col_before'), align: 'num', priority: 2 },
    cell: ({ beforeWon }) => <Money won={beforeWon} />,
  },
  {
    ...{ id: 'after', head: t('impact.col_after'), align: 'num', priority: 2 },
    cell: ({ afterWon }) => <Money won={afterWon} />,
  },
  {
    ...{ id: 'difference', head: t('impact.col_difference'), align: 'num' },
    cell: (row) => <Money won={differenceOf(row)} signed strong />,
  },
  {
    ...{ id: 'bar', head: <span class="vh">{t('impact.col_bar')}</span>, priority: 3 },
    cell: (row) => <Bar won={differenceOf(row)} {...{ largest, hasFall }} />,
  },
  {
    ...{ id: 'share', head: t('impact.col_share'), align: 'num' },
    cell: (row) => <span class="muted n">{share(differenceOf(row), row.beforeWon)}</span>,
  },
]

/** To the right for a rise, to the left for a fall; the largest change of the table fills its half. */
function Bar({ won, largest, hasFall }: { won: number; largest: number; hasFall: boolean }) {
  const width = `${(Math.abs(won) / largest) * (hasFall ? 50 : 100)}%`
  const side = won < 0 ? { right: '50%' } : { left: hasFall ? '50%' : '0' }
  return (
    <span class="impact-bar" aria-hidden="true">
      {won !== 0 && <i class={won < 0 ? 'falls' : ''} style={{ width, ...side }} />}
    </span>
  )
}

function TotalRow({ total }: { total: Omit<Row, 'id' | 'name'> }) {
  return (
    <tr>
      <td>
        <b>{t('impact.total')}</b>
      </td>
      <td class="num">{digits(total.orders)}</td>
      <td class="num max-md:hidden">{digits(total.unmatched)}</td>
      <td class="num max-md:hidden">
        <Money won={total.beforeWon} />
      </td>
      <td class="num max-md:hidden">
        <Money won={total.afterWon} />
      </td>
      <td class="num">
        <Money won={differenceOf(total)} signed />
      </td>
      <td class="max-lg:hidden" />
      <td class="num n">{share(differenceOf(total), total.beforeWon)}</td>
    </tr>
  )
}

function Card({ caption, row }: { caption: string; row: Row }) {
  return (
    <dl class="flex flex-wrap items-baseline justify-between gap-x-3">
      <dt class="vh">{caption}</dt>
      <dd class="med">{row.name}</dd>
      <dt class="vh">{t('impact.col_difference')}</dt>
      <dd>
        <Money won={differenceOf(row)} unit signed strong />{' '}
        <span class="muted n">{share(differenceOf(row), row.beforeWon)}</span>
      </dd>
    </dl>
  )
}

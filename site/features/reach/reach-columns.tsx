import type { ReachedItem } from '#api/reach/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { duration, shortDateTime } from '../../lib/when.ts'
import { StateGlyph } from '../../ui/State.tsx'
import { Company } from '../../ui/TierMark.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'

/** Whether the company has read the version, and since when it could have. */
export function Reading({ row }: { row: ReachedItem }) {
  const { readAt, since } = row
  return (
    <span class="st">
      <StateGlyph of="ack" is={readAt ? 'read' : 'unread'} />
      <span class="n">
        {readAt
          ? t('reach.read_at', { at: shortDateTime(readAt) })
          : t('reach.since', { ago: duration(serverNow() - Date.parse(since)) })}
      </span>
    </span>
  )
}

export function Pricing({ row: { isPriced, cells } }: { row: ReachedItem }) {
  return (
    <span class="st">
      <StateGlyph of="ack" is={isPriced ? 'read' : 'unread'} />
      <span class="n">
        {!isPriced
          ? t('reach.unpriced')
          : cells
            ? t('reach.priced_cells', cells)
            : t('reach.priced')}
      </span>
    </span>
  )
}

export const reachColumns = (): Column<ReachedItem>[] => [
  {
    id: 'company',
    head: t('reach.col_company'),
    cell: ({ tier, name, parentName }) => (
      <span class="flex items-center gap-1.5">
        <Company tier={tier}>
          <span class="med">{name}</span>
        </Company>
        {parentName && <span class="subtle trunc text-t12">{parentName}</span>}
      </span>
    ),
  },
  {
    id: 'phone',
    head: t('reach.col_phone'),
    priority: 3,
    cell: ({ phone }) => <span class="n">{phone ?? '–'}</span>,
  },
  { id: 'read', head: t('reach.col_read'), cell: (row) => <Reading row={row} /> },
  {
    id: 'price',
    head: t('reach.col_price'),
    priority: 2,
    cell: (row) => <Pricing row={row} />,
  },
  {
    id: 'told',
    head: t('reach.col_told'),
    priority: 3,
    cell: ({ remindedAt }) => <When at={remindedAt} />,
  },
  {
    id: 'called',
    head: t('reach.col_called'),
    priority: 3,
    cell: ({ calledAt }) => <When at={calledAt} />,
  },
]

export const ReachCard = ({ row }: { row: ReachedItem }) => (
  <dl>
    <dt class="vh">{t('reach.col_company')}</dt>
    <dd class="strong trunc">
      <Company tier={row.tier}>{row.name}</Company>
    </dd>
    <dt class="vh">{t('reach.col_price')}</dt>
    <dd>
      <Pricing row={row} />
    </dd>
    <dt class="vh">{t('reach.col_read')}</dt>
    <dd class="col-span-2 !text-left">
      <Reading row={row} />
    </dd>
  </dl>
)

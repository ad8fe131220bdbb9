import { useMemo } from 'preact/hooks'
import type { OrderItem } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { useSelection } from '../../ui/selection.ts'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { BulkApprove } from './BulkApprove.tsx'
import { OrderCard } from './order-columns.tsx'
import { Plan, ShopName, Wait } from './order-words.tsx'
import { useNow } from './use-now.ts'
import type { OrderList } from './use-orders.ts'

type Props = {
  list: OrderList
  rows: readonly OrderItem[] | undefined
  open: string | undefined
  skipped: ReadonlySet<string>
  onOpen: (id: string) => void
  onDecided: (ids: readonly string[]) => void
}

/** The waiting orders from the oldest on; several can be approved together. */
export function ApprovalList({ list, rows, open, skipped, onOpen, onDecided }: Props) {
  const now = useNow()
  const selection = useSelection(rows?.map(({ id }) => id) ?? [])
  const byId = useMemo(() => new Map(rows?.map((row) => [row.id, row])), [rows])
  if (list.loading.state === 'failed')
    return (
      <div class="page-body">
        <ErrorState
          what={t('orders.approval')}
          error={list.loading.error}
          onRetry={list.loading.reload}
        />
      </div>
    )
  const columns: Column<OrderItem>[] = [
    { id: 'wait', head: t('orders.wait'), cell: (row) => <Wait since={row.placedAt} now={now} /> },
    {
      id: 'number',
      head: t('orders.number'),
      cell: (row) => (
        <>
          <span class="n med">{row.number}</span>
          {skipped.has(row.id) && <span class="subtle ml-2 text-t12">{t('orders.skipped')}</span>}
        </>
      ),
    },
    { id: 'shop', head: t('orders.shop'), cell: (row) => <ShopName order={row} tier="hq" /> },
    {
      id: 'plan',
      head: t('orders.plan'),
      class: 'min-[1280px]:max-[1699px]:hidden max-lg:hidden',
      cell: (row) => <Plan order={row} />,
    },
    {
      id: 'amount',
      head: t('orders.amount_hq'),
      align: 'num',
      cell: (row) => <Money won={row.amounts.totalWon} strong />,
    },
  ]
  return (
    <div class="scroller flex min-h-0 flex-1 flex-col">
      <div class="max-sm:px-4">
        <Table<OrderItem>
          wide
          caption={t('orders.approval')}
          columns={columns}
          rows={rows}
          skeletonRows={14}
          keyOf={(row) => row.id}
          nameOf={(row) => row.number}
          selection={may('order.approve') ? selection : undefined}
          current={open}
          onOpen={(row) => onOpen(row.id)}
          rowClass={(row) => (list.page?.gone.has(row.id) ? 'is-gone' : '')}
          card={(row) => <OrderCard order={row} tier="hq" />}
          empty={<Empty icon="clipboard-check" title={t('orders.queue_empty')} />}
        />
      </div>
      {may('order.approve') && (
        <BulkApprove
          selection={selection}
          orders={byId}
          onDone={(ids) => {
            onDecided(ids)
            list.loading.reload()
          }}
        />
      )}
    </div>
  )
}

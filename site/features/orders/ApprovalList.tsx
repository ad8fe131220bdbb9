import { useMemo } from 'preact/hooks'
import type { OrderItem } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { useNow } from '../../lib/use-now.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { useSelection } from '../../ui/selection.ts'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { OrderCard } from './OrderCard.tsx'
import { orderColumn } from './order-fields.tsx'
import { SelectedOrders } from './SelectedOrders.tsx'
import type { LiveOrderPage } from './use-orders.ts'
import { Wait } from './Wait.tsx'

type Props = {
  list: LiveOrderPage
  rows: readonly OrderItem[] | undefined
  open: string | undefined
  skipped: ReadonlySet<string>
  onOpen: (id: string) => void
  onDecided: (ids: readonly string[]) => void
}

/** The waiting orders, oldest first; several can be approved together. */
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
      ...orderColumn('number', 'hq'),
      cell: (row) => (
        <>
          <span class="n med">{row.number}</span>
          {skipped.has(row.id) && <span class="subtle ml-2 text-t12">{t('orders.skipped')}</span>}
        </>
      ),
    },
    orderColumn('shop', 'hq'),
    {
      ...orderColumn('plan', 'hq'),
      priority: 1,
      class: 'min-[1280px]:max-[1699px]:hidden max-lg:hidden',
    },
    orderColumn('amount', 'hq'),
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
      <SelectedOrders selection={selection} orders={byId} onDone={onDecided} />
    </div>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import type { OrderCounts, OrderItem } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { type QueryState, setQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useSelection } from '../../ui/selection.ts'
import { Table } from '../../ui/Table.tsx'
import { BulkApprove } from './BulkApprove.tsx'
import { OrderCard, orderColumns } from './order-columns.tsx'
import type { OrderList as Orders } from './use-orders.ts'

const PAGE = 50

/** The rows of the list, what may be done to several of them, and where in the list one is. */
export function OrderList({ list, query, tier }: { list: Orders; query: QueryState; tier: Tier }) {
  const { page, loading } = list
  const rows = page?.rows
  const selection = useSelection(rows?.map(({ id }) => id) ?? [])
  const seen = useSeen(rows)
  const filter = [query.status, query.q, query.from, query.to, query.company].join('|')
  // What is selected belongs to the filter under which it was seen.
  useEffect(selection.clear, [filter])
  if (loading.state === 'failed')
    return (
      <div class="page-body">
        <ErrorState what={t('orders.list')} error={loading.error} onRetry={loading.reload} />
      </div>
    )
  const isFiltered = filter !== '||||'
  const open = query.order
  return (
    <>
      <div class="scroller flex min-h-0 flex-1 flex-col">
        {page && page.fresh > 0 && (
          <button type="button" class="table-new" onClick={list.renew} aria-live="polite">
            <Icon name="arrow-up" size={14} />
            {t('orders.fresh', { count: page.fresh })}
          </button>
        )}
        <div class="max-sm:px-4">
          <Table<OrderItem>
            wide
            caption={t('orders.list')}
            columns={orderColumns(tier, open !== undefined)}
            rows={rows}
            skeletonRows={16}
            keyOf={(row) => row.id}
            nameOf={(row) => row.number}
            selection={may('order.approve') ? selection : undefined}
            current={open}
            onOpen={(row) => setQuery({ order: row.id }, open === undefined)}
            rowClass={(row) =>
              page?.gone.has(row.id) ? 'is-gone' : page?.changed.has(row.id) ? 'is-changed' : ''
            }
            card={(row) => <OrderCard order={row} tier={tier} />}
            empty={<Nothing isFiltered={isFiltered} />}
          />
        </div>
        {may('order.approve') && (
          <BulkApprove selection={selection} orders={seen} onDone={loading.reload} />
        )}
      </div>
      <Foot list={list} isFiltered={isFiltered} />
    </>
  )
}

/** Rows of earlier pages too: what is selected there still has to be named and counted. */
function useSeen(rows: readonly OrderItem[] | undefined): ReadonlyMap<string, OrderItem> {
  const seen = useRef(new Map<string, OrderItem>())
  for (const row of rows ?? []) seen.current.set(row.id, row)
  return seen.current
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const clear = () =>
    setQuery({
      status: undefined,
      q: undefined,
      from: undefined,
      to: undefined,
      company: undefined,
    })
  if (isFiltered)
    return (
      <Empty icon="clipboard-list" title={t('orders.empty_filter')}>
        <Button size="sm" onClick={clear}>
          {t('ui.clear_filters')}
        </Button>
      </Empty>
    )
  return may('order.place') ? (
    <Empty icon="clipboard-list" title={t('orders.empty')} text={t('orders.empty_text_retail')}>
      <ButtonLink kind="primary" icon="plus" href="/orders/new">
        {t('orders.new')}
      </ButtonLink>
    </Empty>
  ) : (
    <Empty icon="clipboard-list" title={t('orders.empty')} text={t('orders.empty_text')} />
  )
}

/** Where in the list one is, and the sum: of everything without conditions, else of this page. */
function Foot({ list, isFiltered }: { list: Orders; isFiltered: boolean }) {
  const counts = useResource<OrderCounts>(isFiltered ? undefined : '/orders/counts', {
    live: ['order.*'],
  })
  const rows = list.page?.rows ?? []
  const all = isFiltered ? undefined : counts.data
  return (
    <CursorPager
      rows={rows.length}
      pageSize={PAGE}
      nextCursor={list.nextCursor}
      count={all?.total}
      drop={['order']}
    >
      {all ? (
        <>
          {t('orders.sum_all')} <b>{won(all.sumWon)}</b>
        </>
      ) : (
        <>
          {t('orders.sum_page')}{' '}
          <b>{won(rows.reduce((sum, row) => sum + row.amounts.totalWon, 0))}</b>
        </>
      )}
    </CursorPager>
  )
}

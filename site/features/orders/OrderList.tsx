import { useEffect, useRef } from 'preact/hooks'
import { serialOf } from '#api/code.ts'
import type { OrderItem } from '#api/orders/contract.ts'
import { ORDER_SEARCH_MIN, orderSearchOf } from '#api/orders/order-search.ts'
import type { Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { type QueryState, setQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useSelection } from '../../ui/selection.ts'
import { Table } from '../../ui/Table.tsx'
import { OrderCard } from './OrderCard.tsx'
import { orderColumns } from './order-fields.tsx'
import { SelectedOrders } from './SelectedOrders.tsx'
import type { LiveOrderPage } from './use-orders.ts'

const PAGE = 50

/** The rows of the list, the actions on selected rows, and the pager. */
export function OrderList({
  list,
  query,
  tier,
}: {
  list: LiveOrderPage
  query: QueryState
  tier: Tier
}) {
  const { page, loading } = list
  const rows = page?.rows
  const selection = useSelection(rows?.map(({ id }) => id) ?? [])
  const seen = useSeen(rows)
  const filter = [query.status, query.q, query.from, query.to, query.company].join('|')
  // A selection belongs to the filter under which it was made.
  useEffect(selection.clear, [filter])
  if (loading.state === 'failed')
    return (
      <div class="page-body">
        <ErrorState what={t('orders.list')} error={loading.error} onRetry={loading.reload} />
      </div>
    )
  if (query.q && !orderSearchOf(query.q)) return <NotSought text={query.q} />
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
        <SelectedOrders selection={selection} orders={seen} />
      </div>
      <Foot list={list} isFiltered={isFiltered} />
    </>
  )
}

/** Rows by id, also those of earlier pages: selected rows there are still named and counted. */
function useSeen(rows: readonly OrderItem[] | undefined): ReadonlyMap<string, OrderItem> {
  const seen = useRef(new Map<string, OrderItem>())
  for (const row of rows ?? []) seen.current.set(row.id, row)
  return seen.current
}

/** Shown for a text that is too short or cannot be part of an order number, in place of an unfiltered list. */
function NotSought({ text }: { text: string }) {
  const isShort = serialOf(text).length < ORDER_SEARCH_MIN
  return (
    <div role="status">
      <Empty
        icon="search"
        title={t(isShort ? 'orders.search_short' : 'orders.search_unread')}
        text={t('orders.search_unread_text')}
      />
    </div>
  )
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
      <ButtonLink icon="plus" href="/orders/new">
        {t('orders.new')}
      </ButtonLink>
    </Empty>
  ) : (
    <Empty icon="clipboard-list" title={t('orders.empty')} text={t('orders.empty_text')} />
  )
}

/** The pager and the sum: of all orders without filters, else of this page. */
function Foot({ list, isFiltered }: { list: LiveOrderPage; isFiltered: boolean }) {
  const counts = useAnswer(isFiltered ? undefined : addressOf('/orders/counts'))
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

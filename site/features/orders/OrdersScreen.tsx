import { useEffect } from 'preact/hooks'
import type { OrderCounts } from '#api/orders/contract.ts'
import { ORDER_STATUSES, type OrderStatus, type Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith, type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { showMenuCount } from '../../shell/counts.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { StateGlyph } from '../../ui/State.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { OrderDrawer } from './OrderDrawer.tsx'
import { OrderFilters } from './OrderFilters.tsx'
import { OrderList } from './OrderList.tsx'
import { useOrders } from './use-orders.ts'

/** Any order in seconds: states with their counts, conditions, the list, and one record beside it. */
export function OrdersScreen() {
  const me = useMe()
  const query = useQuery()
  const list = useOrders(filterOf(query), 'newest')
  if (!me) return null
  const { tier } = me.company
  const open = query.order
  const number = list.page?.rows.find(({ id }) => id === open)?.number
  return (
    <div class="with-drawer">
      <div>
        <PageHead
          title={t('orders.title')}
          actions={
            may('order.place') && (
              <ButtonLink kind="primary" icon="plus" href="/orders/new">
                {t('orders.new')}
              </ButtonLink>
            )
          }
        />
        <StateTabs query={query} tier={tier} />
        <OrderFilters />
        <OrderList list={list} query={query} tier={tier} />
      </div>
      {open && (
        <OrderDrawer
          id={open}
          number={number}
          onClose={() => setQuery({ order: undefined })}
          onMoved={() => undefined}
          hint={
            <span class="subtle flex items-center gap-1.5 text-t12 max-xl:hidden">
              <kbd class="kbd">↑</kbd>
              <kbd class="kbd">↓</kbd> {t('orders.others')}
            </span>
          }
        />
      )}
    </div>
  )
}

/** What of the address the server filters by; half-typed searches wait. */
function filterOf({ status, q, from, to, company, after }: QueryState) {
  return {
    status: ORDER_STATUSES.find((one) => one === status),
    q: q && q.length >= 4 ? q : undefined,
    from,
    to,
    companyId: company,
    after,
  }
}

/** Counts are kept per state and company; under a narrower filter they would lie, so they are left out. */
function StateTabs({ query, tier }: { query: QueryState; tier: Tier }) {
  const isNarrower = Boolean(query.q || query.from || query.to)
  const counts = useResource<OrderCounts>('/orders/counts', {
    query: { companyId: query.company },
    live: ['order.*'],
  })
  const { data } = counts
  useEffect(() => {
    if (tier !== 'hq' || !data || query.company) return
    showMenuCount('/orders/approval', { count: data.counts.pending, hot: true })
  }, [data, query.company, tier])
  const tab = (status: OrderStatus | undefined) => ({
    href: hrefWith({ status, after: undefined, page: undefined }),
    label: status ? t(`states.order.${status}`) : t('ui.all'),
    glyph: status && <StateGlyph of="order" is={status} />,
    current: (query.status ?? '') === (status ?? ''),
    hasCount: !isNarrower,
    count: isNarrower ? undefined : status ? data?.counts[status] : data?.total,
  })
  return (
    <Tabs
      label={t('orders.by_state')}
      tabs={[undefined, ...ORDER_STATUSES].map(tab)}
      onGo={(href) => {
        const to = new URLSearchParams(href.split('?')[1])
        setQuery({ status: to.get('status') ?? undefined, after: undefined, page: undefined }, true)
      }}
    />
  )
}

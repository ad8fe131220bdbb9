import { orderSearchOf } from '#api/orders/order-search.ts'
import { ORDER_STATUSES, type OrderStatus } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import type { QueryOf } from '../../lib/api-types.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { hrefWith, type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { later } from '../../ui/later.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { StateGlyph } from '../../ui/State.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import type { Props as Opened } from './OrderDrawer.tsx'
import { OrderFilters } from './OrderFilters.tsx'
import { OrderList } from './OrderList.tsx'
import { useOrders } from './use-orders.ts'

// The record's code is not part of the first load; it is fetched when somebody turns to the rows. Until it has
// loaded its empty pane is shown, since the list makes room for it.
const OrderDrawer = later<Opened>(
  () =>
    withWords(['couriers', 'fields'], import('./OrderDrawer.tsx')).then((file) => file.OrderDrawer),
  ({ number, onClose }) => (
    <Drawer title={number ?? t('orders.title')} onClose={onClose}>
      <SkeletonLines lines={12} />
    </Drawer>
  ),
)

/** The screen of orders: states with counts, filters, the list, and one record beside it. */
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
      <div onPointerOver={OrderDrawer.ahead} onFocusIn={OrderDrawer.ahead}>
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
        <StateTabs query={query} />
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

/** The query that the address asks for; undefined while its search cannot be part of an order number. */
function filterOf({
  status,
  q,
  from,
  to,
  company,
  after,
}: QueryState): QueryOf<'/orders'> | undefined {
  if (q && !orderSearchOf(q)) return undefined
  return {
    status: ORDER_STATUSES.find((one) => one === status),
    q,
    from,
    to,
    companyId: company,
    after,
  }
}

/** Counts exist by state and company only; under a narrower filter they would be wrong, so they are hidden. */
function StateTabs({ query }: { query: QueryState }) {
  const isNarrower = Boolean(query.q || query.from || query.to)
  const counts = useAnswer(addressOf('/orders/counts', { query: { companyId: query.company } }))
  const { data } = counts
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

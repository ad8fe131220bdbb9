import type { OrderItem } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { timeOf } from '../../lib/when.ts'
import { Money } from '../../ui/Money.tsx'
import { State } from '../../ui/State.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import { JoinAndContract, Plan, ShopName } from './order-words.tsx'

type OrderColumn = Column<OrderItem>

/** Columns of the list by viewer; beside an open record only those that find the order remain. */
export function orderColumns(tier: Tier, narrow: boolean): OrderColumn[] {
  const all: (OrderColumn | false)[] = [
    {
      id: 'placed',
      head: t('orders.placed'),
      cell: (row) => (
        <span class="subtle">
          <When at={row.placedAt} />
        </span>
      ),
    },
    {
      id: 'number',
      head: t('orders.number'),
      cell: (row) => <span class="n med">{row.number}</span>,
    },
    tier !== 'retail' && {
      id: 'shop',
      head: t('orders.shop'),
      cell: (row) => <ShopName order={row} tier={tier} />,
    },
    (!narrow || tier === 'retail') && {
      id: 'customer',
      head: t('orders.customer'),
      priority: 2,
      cell: (row) => row.customerName,
    },
    !narrow && {
      id: 'plan',
      head: t('orders.plan'),
      priority: 2,
      cell: (row) => <Plan order={row} />,
    },
    !narrow && {
      id: 'join',
      head: t('orders.join'),
      priority: 3,
      cell: (row) => <JoinAndContract order={row} />,
    },
    tier === 'agency' &&
      !narrow && {
        id: 'given',
        head: t('orders.shop_won'),
        align: 'num',
        priority: 3,
        cell: (row) => <Money won={row.amounts.shopWon} />,
      },
    tier === 'agency' &&
      !narrow && {
        id: 'margin',
        head: t('orders.margin_won'),
        align: 'num',
        priority: 3,
        cell: (row) => <Money won={row.amounts.marginWon} />,
      },
    {
      id: 'amount',
      head: t(`orders.amount_${tier}`),
      align: 'num',
      cell: (row) => <Money won={row.amounts.totalWon} strong />,
    },
    { id: 'state', head: t('orders.state'), cell: (row) => <State of="order" is={row.status} /> },
  ]
  return all.filter((column) => column !== false)
}

/** The row on a phone: who and how much, what and its state, when and which. */
export function OrderCard({ order, tier }: { order: OrderItem; tier: Tier }) {
  const main = tier === 'retail' ? order.customerName : order.retail.name
  return (
    <dl>
      <dt class="vh">{t(tier === 'retail' ? 'orders.customer' : 'orders.shop')}</dt>
      <dd class="strong trunc">{main}</dd>
      <dt class="vh">{t(`orders.amount_${tier}`)}</dt>
      <dd class="n strong">{won(order.amounts.totalWon)}</dd>
      <dt class="vh">{t('orders.plan')}</dt>
      <dd class="muted trunc">
        {order.planName} · {t(`words.join.${order.joinType}`)}
      </dd>
      <dt class="vh">{t('orders.state')}</dt>
      <dd>
        <State of="order" is={order.status} />
      </dd>
      <dt class="vh">{t('orders.placed')}</dt>
      <dd class="n subtle text-t12 col-span-2 !text-left">
        <When at={order.placedAt} /> · {order.number}
        {tier === 'hq' && ` · ${order.agency.name}`}
      </dd>
    </dl>
  )
}

/** The same on the screen of today's orders, where the day is known. */
export const shortMoment = (order: OrderItem) => `${timeOf(order.placedAt)} · ${order.number}`

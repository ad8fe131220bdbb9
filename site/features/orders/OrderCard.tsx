import type { OrderItem } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { State } from '../../ui/State.tsx'
import { When } from '../../ui/When.tsx'

/** The row on a phone: customer or shop with amount, plan with state, moment with number. */
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

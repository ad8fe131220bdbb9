import type { OrderDetail } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { may, useMe } from '../../lib/session.ts'
import { lookOf } from '../../lib/states.ts'
import { useNow } from '../../lib/use-now.ts'
import { dateTime, duration } from '../../lib/when.ts'
import { later } from '../../ui/later.tsx'
import { Section } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { TierMark } from '../../ui/TierMark.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { OrderAmount } from './OrderAmount.tsx'
import { OrderFacts, OrderShipping } from './OrderFacts.tsx'
import type { FilesProps } from './OrderFiles.tsx'
import { OrderSettlement } from './OrderSettlement.tsx'

// Few orders have files.
const OrderFiles = later<FilesProps>(() =>
  import('./OrderFiles.tsx').then((file) => file.OrderFiles),
)

/** All that this viewer may see of an order: state, amount with its source, customer, settlement, history. */
export function OrderRecord({ order }: { order: OrderDetail }) {
  const me = useMe()
  const now = useNow()
  if (!me) return null
  const { tier } = me.company
  const open = order.actions.length > 0 || ['pending', 'approved', 'shipped'].includes(order.status)
  return (
    <div class="flex flex-col gap-1">
      <p class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <State of="order" is={order.status} pill />
        <span class="n muted text-t12">
          {t('orders.placed_at', { at: dateTime(order.placedAt) })}
          {open && ` · ${t('orders.age', { age: duration(now - Date.parse(order.movedAt)) })}`}
        </span>
      </p>
      <p class="flex flex-wrap items-center gap-x-2 gap-y-1 pb-3 pt-1">
        <span class="tier">
          <TierMark tier="retail" />
          <span class="med">{order.retail.name}</span>
        </span>
        {tier === 'hq' && (
          <>
            <span class="subtle" aria-hidden="true">
              ←
            </span>
            <span class="tier">
              <TierMark tier="agency" />
              <span>{order.agency.name}</span>
            </span>
          </>
        )}
        <a class="link hit n ml-auto text-t12" href={`/policies/view?id=${order.policyId}`}>
          {order.policyTitle} v{order.policyVersion}
        </a>
      </p>
      {order.reason && (
        <p class="note">
          <span>
            <b>{t('orders.reason')}</b> {order.reason}
          </span>
        </p>
      )}
      <OrderAmount order={order} tier={tier} />
      <OrderFacts key={order.id} order={order} tier={tier} />
      {order.attachments.length > 0 && <OrderFiles order={order} />}
      <OrderShipping order={order} />
      {may('settlement.read') && order.status === 'completed' && (
        <OrderSettlement orderId={order.id} />
      )}
      <Section title={t('orders.history')} line>
        <Timeline items={order.history.map(momentOf)} />
      </Section>
    </div>
  )
}

function momentOf({ seq, to, byCompany, reason, at }: OrderDetail['history'][number]) {
  const { label, glyph, role } = lookOf('order', to)
  return {
    id: String(seq),
    at,
    mark: { glyph, role },
    what: <span class="med">{t(label)}</span>,
    more: reason ? `${byCompany} · ${reason}` : byCompany,
  }
}

import type { OrderItem } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { timeOf } from '../../lib/when.ts'
import { contractName } from '../policies/bands.ts'

/** The carrier as its text tag and the plan's name. */
export const Plan = ({ order }: { order: Pick<OrderItem, 'carrier' | 'planName'> }) => (
  <>
    <span class="tag mr-1.5">{t(`words.carrier.${order.carrier}`)}</span>
    {order.planName}
  </>
)

export const JoinAndContract = ({
  order,
}: {
  order: Pick<OrderItem, 'joinType' | 'contractMonths'>
}) => (
  <>
    {t(`words.join.${order.joinType}`)}{' '}
    <span class="subtle">· {contractName(order.contractMonths)}</span>
  </>
)

/** The shop, and its agency where the viewer has more than one. */
export const ShopName = ({ order, tier }: { order: OrderItem; tier: Tier }) => (
  <>
    <span class="med">{order.retail.name}</span>
    {tier === 'hq' && <span class="subtle text-t12"> {order.agency.name}</span>}
  </>
)

/** Time and number, for a screen of one day. */
export const shortMoment = (order: OrderItem) => `${timeOf(order.placedAt)} · ${order.number}`

import type { OrderItem } from '#api/orders/contract.ts'
import type { Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateTime, duration } from '../../lib/when.ts'
import { Icon } from '../../ui/Icon.tsx'

/** `99K`: how the trade names a band of monthly fees. */
export const bandName = (bandWon: number) =>
  bandWon % 1_000 === 0 ? `${bandWon / 1_000}K` : String(bandWon)

export const contractName = (months: number) =>
  months === 0 ? t('words.contract.0') : t('words.contract.months', { n: months })

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

/** An order should not wait longer than this for its approval. */
const SLA_MS = 2 * 3_600_000

/** How long an order waits; past the limit it has the clock and the word. */
export function Wait({ since, now }: { since: string; now: number }) {
  const ms = now - Date.parse(since)
  return (
    <span
      class="n inline-flex items-center gap-1.5 align-middle"
      title={t('orders.placed_at', { at: dateTime(since) })}
    >
      <span class="s-wait inline-flex w-3.5 text-[color:var(--c)]">
        {ms > SLA_MS && <Icon name="clock" size={14} />}
      </span>
      {duration(ms)}
      {ms > SLA_MS && <span class="vh">{t('orders.over_sla')}</span>}
    </span>
  )
}

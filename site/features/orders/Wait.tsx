import { t } from '../../lib/i18n/t.ts'
import { dateTime, duration } from '../../lib/when.ts'
import { Icon } from '../../ui/Icon.tsx'

/** The longest time that an order should wait for its approval. */
const SLA_MS = 2 * 3_600_000

/** The time for which an order has waited; past the limit with an icon and a word. */
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

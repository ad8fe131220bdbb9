import { useEffect, useRef } from 'preact/hooks'
import type { PlacedOrder } from '#api/orders/contract.ts'
import { digits, unitAfter } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { dateTime } from '../../../lib/when.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { State } from '../../../ui/State.tsx'

export type PlacedProps = { order: PlacedOrder; onAnother: () => void }

/** The placed order: its number, what it earns, the held budget, and the next steps. */
export function Placed({ order, onAnother }: PlacedProps) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const rows = [
    [t('ordering.mine'), order.totalWon],
    [t('ordering.done.held'), order.heldWon],
    [t('ordering.done.left'), order.availableWon],
  ] as const
  return (
    <section class="placed">
      <span class="placed-mark s-done">
        <Glyph name="check" size={44} />
      </span>
      <h1 ref={title} tabIndex={-1}>
        {t('ordering.done.title')}
      </h1>
      <p class="muted">{t('ordering.done.text')}</p>
      <p class="placed-number n">
        <span class="vh">{t('ordering.done.number')} </span>
        {order.number}
        <CopyButton text={order.number} label={t('ordering.done.copy')} />
      </p>
      <State of="order" is={order.status} pill />
      <dl class="placed-facts">
        {rows.map(([what, won]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd class="n">
              {digits(won)}
              {unitAfter()}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('ordering.done.at')}</dt>
          <dd class="n">{dateTime(order.placedAt)}</dd>
        </div>
      </dl>
      <div class="placed-ways">
        <Button kind="primary" size="touch" icon="plus" onClick={onAnother}>
          {t('ordering.done.another')}
        </Button>
        <ButtonLink size="touch" href={`/orders?order=${order.id}`}>
          {t('ordering.done.open')}
        </ButtonLink>
      </div>
    </section>
  )
}

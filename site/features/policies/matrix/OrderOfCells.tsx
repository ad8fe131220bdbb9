import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Draft } from '../draft.ts'

/** How a cell is found, and what the version allows; beside the grid. */
export const OrderOfCells = ({ draft }: { draft: Draft }) => (
  <section class="slips cell-order">
    <h3 class="strong pb-1.5">{t('editing.order_title')}</h3>
    <p class="muted text-t12">{t('editing.order_text')}</p>
    <dl class="n text-t12">
      <dt class="muted">{t('editing.lowest_is')}</dt>
      <dd class="med">
        {draft.lowestWon === 0
          ? t('editing.lowest_none')
          : t('editing.lowest_to', { won: digits(draft.lowestWon) })}
      </dd>
      <dt class="muted">{t('publishing.rounding_label')}</dt>
      <dd class="med">{t(`publishing.rounding_${draft.rounding}`)}</dd>
    </dl>
  </section>
)

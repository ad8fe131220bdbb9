import { digits, percent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Summary } from './judge.ts'

/** How HQ's cells are priced, and what stays on average. */
export function SummaryBox({ summary }: { summary: Summary }) {
  const { byRule, byHand, refused, marginWon, marginShare } = summary
  return (
    <section class="desk-summary" aria-labelledby="pricing-summary">
      <h2 id="pricing-summary">
        {t('pricing.summary')}{' '}
        <span class="subtle n text-t12">
          {t('pricing.summary_cells', { count: digits(byRule + byHand + refused) })}
        </span>
      </h2>
      <dl class="n">
        <dt>{t('pricing.by_rule')}</dt>
        <dd>{digits(byRule)}</dd>
        <dt>{t('pricing.by_hand')}</dt>
        <dd>{digits(byHand)}</dd>
        <dt>{t('pricing.refused')}</dt>
        <dd class={refused > 0 ? 's-stop' : ''}>{digits(refused)}</dd>
        <dt>{t('pricing.average')}</dt>
        <dd>
          <b class="strong">{t('pricing.won', { won: digits(marginWon) })}</b>{' '}
          <span class="subtle text-t12">{percent(marginShare)}</span>
        </dd>
      </dl>
    </section>
  )
}

import type { SummaryRow } from '#api/settlements/contract.ts'
import { digits, unitAfter } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { shortDate } from '../../lib/when.ts'
import { StateGlyph } from '../../ui/State.tsx'
import { byDueDay, type Shown, type StateSum } from './summary.ts'

const OPEN = ['eligible', 'held', 'approved', 'overdue'] as const

/** A shop's first question: how much will be paid, and when. */
export function Receivable({
  rows,
  sums,
  today,
}: {
  rows: readonly SummaryRow[] | undefined
  sums: Record<Shown, StateSum> | undefined
  today: string
}) {
  const open = sums && OPEN.reduce((total, state) => total + sums[state].won, 0)
  const next = rows && byDueDay(rows, today).find(({ dueOn }) => dueOn && dueOn >= today)
  const parts = [
    { state: 'eligible', label: t('settlements.waiting_won') },
    { state: 'approved', label: t('settlements.approved_won') },
    { state: 'paid', label: t('settlements.paid_won') },
    ...(sums && sums.overdue.lines > 0
      ? [{ state: 'overdue', label: t('settlements.figure.overdue') } as const]
      : []),
  ] as const
  return (
    <section class="receivable" aria-label={t('settlements.to_receive')}>
      <div class="receivable-main">
        <p class="label">{t('settlements.to_receive')}</p>
        <p class="receivable-won n">
          {open === undefined ? <span class="sk tall w140" /> : digits(open)}
          <small>{unitAfter()}</small>
        </p>
        <p class="subtle n">
          {sums === undefined
            ? '\u00a0'
            : next?.dueOn && (open ?? 0) > 0
              ? t('settlements.next_due', { day: shortDate(next.dueOn) })
              : t('settlements.no_next_due')}
        </p>
      </div>
      <dl>
        {parts.map(({ state, label }) => (
          <div key={state}>
            <dt>
              <StateGlyph of="line" is={state} />
              {label}
            </dt>
            <dd class="n">
              {sums ? digits(sums[state].won) : '–'}
              <small>{unitAfter()}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

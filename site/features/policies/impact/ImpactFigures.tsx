import type { ImpactView } from '#api/impact/contract.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Figures } from '../../../ui/Figures.tsx'
import { differenceOf, pricedOf, share } from './impact-rows.ts'

type Last = NonNullable<ImpactView['last']>

/** The five totals of a replay. Orders without a price are counted, and are in no amount. */
export function ImpactFigures({ last }: { last: Last }) {
  const { totals } = last.result
  const count = digits(pricedOf(totals))
  const unitOf = (orders: number) => t('impact.orders_unit', { count: orders })
  return (
    <div class="impact-figures">
      <Figures
        label={t('impact.title')}
        items={[
          {
            ...{ label: t('impact.orders'), value: totals.orders, unit: unitOf(totals.orders) },
            note: t('impact.orders_note', { from: last.from.slice(5), to: last.to.slice(5) }),
          },
          {
            ...{ label: t('impact.before'), value: totals.beforeWon },
            note: t('impact.before_note', { count }),
          },
          {
            ...{ label: t('impact.after'), value: totals.afterWon },
            note: t('impact.after_note', { count }),
          },
          {
            ...{ label: t('impact.difference'), value: differenceOf(totals) },
            note: t('impact.difference_note', {
              percent: share(differenceOf(totals), totals.beforeWon),
              risen: digits(totals.risen),
              fallen: digits(totals.fallen),
            }),
          },
          {
            ...{
              label: t('impact.unmatched'),
              value: totals.unmatched,
              unit: unitOf(totals.unmatched),
            },
            ...(totals.unmatched > 0 && { glyph: { name: 'ring', role: 'wait' } as const }),
            note: t('impact.unmatched_note', {
              percent: share(totals.unmatched, totals.orders, false),
            }),
          },
        ]}
      />
    </div>
  )
}

import { digits, monthWord } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { BarChart } from '../../ui/BarChart.tsx'

type Month = { month: string; paidWon: number; dueWon: number }

/** Twelve months of settlements: past months are solid, expected amounts are hatched. */
export function SettlementChart({
  months,
  mode,
}: {
  months: readonly Month[]
  mode: 'paying' | 'receiving'
}) {
  const all = months.map((month) => ({ ...month, won: month.paidWon + month.dueWon }))
  const first = all[0]
  const last = all.at(-1)
  const top = all.reduce((most, month) => (month.won > (most?.won ?? -1) ? month : most), first)
  return (
    <div class="section mt-4">
      <BarChart
        title={t(mode === 'paying' ? 'dashboard.settlements' : 'dashboard.received')}
        meta={t('dashboard.months_12')}
        label={
          first && last && top
            ? t('dashboard.chart_label', {
                first: monthWord(first.month),
                firstWon: digits(first.won),
                last: monthWord(last.month),
                lastWon: digits(last.won),
                top: monthWord(top.month),
                topWon: digits(top.won),
              })
            : ''
        }
        bars={months.map(({ month, paidWon, dueWon }) => ({
          label: String(Number(month.slice(5))),
          value: paidWon,
          expected: dueWon,
        }))}
        legend={
          mode === 'paying'
            ? { actual: t('dashboard.paid'), forecast: t('dashboard.to_pay') }
            : { actual: t('dashboard.got'), forecast: t('dashboard.to_get') }
        }
      />
    </div>
  )
}

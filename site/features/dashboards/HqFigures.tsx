import type { HqDashboard } from '#api/dashboards/contract.ts'
import { digits, monthWord, percent, signed } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useNow } from '../../lib/use-now.ts'
import { dateOf, duration, shortDate } from '../../lib/when.ts'
import { type Figure, Figures } from '../../ui/Figures.tsx'

/** Five figures, each with a link to its lines. */
export function HqFigures({ board }: { board: HqDashboard }) {
  const now = useNow()
  const { pending, today, month, nextDue, overdue } = board
  const day = dateOf(board.asOf)
  const used = month.allocatedWon > 0 ? month.usedWon / month.allocatedWon : 0
  const items: Figure[] = [
    {
      label: t('dashboard.pending'),
      value: pending.orders,
      unit: t('dashboard.unit_orders', { count: pending.orders }),
      href: '/orders/approval',
      note: pending.oldestAt ? (
        <>
          {t('dashboard.oldest_before')} <b>{duration(now - Date.parse(pending.oldestAt))}</b>
        </>
      ) : (
        t('dashboard.none_waiting')
      ),
    },
    {
      label: t('dashboard.today'),
      value: today.orders,
      unit: t('dashboard.unit_orders', { count: today.orders }),
      href: `/orders?from=${day}&to=${day}`,
      note: (
        <>
          {t('dashboard.vs_yesterday')} <b>{signed(today.orders - today.yesterdaySameTime)}</b>
        </>
      ),
    },
    {
      label: t('dashboard.month_used', { month: monthWord(month.month) }),
      value: month.usedWon,
      href: '/rebates/allocate',
      note: (
        <>
          {t('dashboard.of_allocated', { won: digits(month.allocatedWon) })} <b>{percent(used)}</b>
        </>
      ),
    },
    {
      label: nextDue
        ? t('dashboard.due', { day: shortDate(nextDue.dueOn) })
        : t('dashboard.due_none'),
      value: nextDue?.won ?? 0,
      href: '/settlements',
      note: nextDue
        ? t('dashboard.due_text', { companies: nextDue.companies, lines: nextDue.lines })
        : t('dashboard.due_none_text'),
    },
    {
      label: t('dashboard.overdue'),
      value: overdue.lines,
      unit: t('dashboard.unit_lines', { count: overdue.lines }),
      ...(overdue.lines > 0 ? { glyph: { name: 'alert', role: 'stop' } as const } : {}),
      href: '/settlements',
      note:
        overdue.lines > 0
          ? t('dashboard.overdue_text', { won: digits(overdue.won), days: overdue.maxDays })
          : t('dashboard.overdue_none'),
    },
  ]
  return <Figures label={t('dashboard.figures')} items={items} />
}

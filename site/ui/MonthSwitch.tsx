import { t } from '../lib/i18n/t.ts'
import { IconButton } from './Button.tsx'
import { Icon } from './Icon.tsx'

const BACK_MAX = 24

/** `2026-11` moved by whole months. */
export function addMonths(month: string, count: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number)
  const moved = year * 12 + (index - 1) + count
  return `${Math.floor(moved / 12)}-${String((moved % 12) + 1).padStart(2, '0')}`
}

/** `2026년 11월` */
export const monthName = (month: string) =>
  t('ui.month_name', { year: month.slice(0, 4), month: String(Number(month.slice(5))) })

type Props = {
  /** `2026-11` */
  value: string
  /** The current month; later ones cannot be chosen. */
  now: string
  onValue: (month: string) => void
}

/** The previous month, any of the last two years, the next month. */
export function MonthSwitch({ value, now, onValue }: Props) {
  const months = Array.from({ length: BACK_MAX }, (_, back) => addMonths(now, -back))
  if (!months.includes(value)) months.push(value)
  return (
    <span class="month-switch">
      <IconButton
        icon="arrow-left"
        size={14}
        label={t('ui.previous_month')}
        onClick={() => onValue(addMonths(value, -1))}
      />
      <span class="in soft">
        <select
          class="n"
          aria-label={t('ui.month')}
          value={value}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        >
          {months.map((month) => (
            <option key={month} value={month}>
              {monthName(month)}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={14} />
      </span>
      <IconButton
        icon="arrow-right"
        size={14}
        label={t('ui.next_month')}
        disabled={value >= now}
        onClick={() => onValue(addMonths(value, 1))}
      />
    </span>
  )
}

import { lastDayOfYearFrom } from '#api/calendar.ts'
import { t } from '../lib/i18n/t.ts'

/** Two days; both belong to it. Either may be empty. */
export type Period = { from: string; to: string }

/** The error of a period in words: it ends before it begins, or is longer than a calendar year. */
export function periodProblem({ from, to }: Period): string | undefined {
  if (!from || !to) return undefined
  if (to < from) return t('ui.date_range_order')
  const last = lastDayOfYearFrom(from)
  if (to > last) return t('ui.date_range_max', { day: last })
  return undefined
}

import { addDays, addMonths, lastDayOf, type Period, seoulDay, seoulMonth } from '../calendar.ts'

/** A month, two days, or by default the last three months up to today. */
export function periodOf(
  { month, from, to }: { month?: string; from?: string; to?: string },
  now: Date,
): Period {
  if (month) return { from: `${month}-01`, to: lastDayOf(month) }
  if (from && to) return { from, to }
  const today = seoulDay(now)
  const then = addMonths(seoulMonth(now), -3)
  const sameDay = `${then}-${today.slice(8)}`
  // Three months before 31 May is the end of February.
  return { from: addDays(sameDay < lastDayOf(then) ? sameDay : lastDayOf(then), 1), to: today }
}

/** `정산내역_20261121_093000.xlsx`, in Seoul time. */
export function fileNameAt(name: string, now: Date): string {
  const wall = new Date(now.getTime() + 9 * 3_600_000).toISOString()
  const [day = '', time = ''] = wall.split('T')
  return `${name}_${day.replaceAll('-', '')}_${time.slice(0, 8).replaceAll(':', '')}.xlsx`
}

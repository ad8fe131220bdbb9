import { addDays, addMonths, seoulDay, startOfDay } from '../calendar.ts'

/** From this day of a month on, the next sheet is the one of the next month. */
const ANNOUNCED_FROM = '20'

/** The Seoul days on which a sheet of the trade starts, at 00:00: tomorrow, and the first of the next month. */
export function nextStarts(now: Date): { tomorrow: string; first: string } {
  const today = seoulDay(now)
  return { tomorrow: addDays(today, 1), first: `${addMonths(today.slice(0, 7), 1)}-01` }
}

/** The day that a policy proposes to start on which follows one that starts at `after`. */
export function proposedStart(now: Date, after: Date): string {
  const { tomorrow, first } = nextStarts(now)
  const day = seoulDay(now).slice(8) >= ANNOUNCED_FROM ? first : tomorrow
  return startOfDay(day) > after ? day : addDays(seoulDay(after), 1)
}

/** `MNP 단가표 (11월)` → `MNP 단가표 (12월)`: two policies never have the same title. */
export function titleFor(title: string, day: string): string {
  const [, month, date] = day.split('-').map(Number)
  const mark = date === 1 ? ` (${month}월)` : ` (${month}월 ${date}일)`
  const plain = title.replace(/\s*\(\d{1,2}월( \d{1,2}일)?\)$/, '')
  return plain.slice(0, TITLE_MAX - mark.length) + mark
}
const TITLE_MAX = 200

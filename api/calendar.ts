/** Asia/Seoul has no daylight saving; its offset is constant for every instant in this product. */
const SEOUL_OFFSET_MS = 9 * 3_600_000
const DAY_MS = 86_400_000

/** The Seoul day of an instant, as `2026-11-20`. */
export const seoulDay = (at: Date): string =>
  new Date(at.getTime() + SEOUL_OFFSET_MS).toISOString().slice(0, 10)

/** The minute in Seoul of an instant, as `2026-11-20T14:05`. */
export const seoulMinute = (at: Date): string =>
  new Date(at.getTime() + SEOUL_OFFSET_MS).toISOString().slice(0, 16)

/** The Seoul month of an instant, as `2026-11`. */
export const seoulMonth = (at: Date): string => seoulDay(at).slice(0, 7)

/** The instant at which a Seoul day begins. */
export const startOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+09:00`))

/** The instants [from, to) of a Seoul month. */
export function monthRange(month: string): { from: Date; to: Date } {
  return { from: startOfDay(`${month}-01`), to: startOfDay(`${addMonths(month, 1)}-01`) }
}

/** The month `count` months later (or earlier). */
export function addMonths(month: string, count: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number)
  const moved = year * 12 + (index - 1) + count
  return `${String(Math.floor(moved / 12)).padStart(4, '0')}-${String((moved % 12) + 1).padStart(2, '0')}`
}

/** The day `count` days later (or earlier). */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)

/** The last day of the year that begins on a day: 2024-12-31 for 2024-01-01, 2025-03-09 for 2024-03-10. */
export function lastDayOfYearFrom(day: string): string {
  const month = addMonths(day.slice(0, 7), 12)
  const same = `${month}-${day.slice(8)}`
  // A year from 29 February ends on the last day of the next February.
  return same > lastDayOf(month) ? lastDayOf(month) : addDays(same, -1)
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** The last day of a month. */
export const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1)

/** Payment terms `month_end_plus`: what becomes payable in a month is due at the end of the next (C.6). */
export const dueOfMonth = (month: string): string => lastDayOf(addMonths(month, 1))

/** The due day of an amount that became payable at an instant. */
export const dueDay = (at: Date): string => dueOfMonth(seoulMonth(at))

/** True for a real calendar day written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  addDays(text, 0) === text

/** Seoul days, both included. */
export type Period = { from: string; to: string }

/** The instants [from, to) of a period. */
export const instantsOf = ({ from, to }: Period): { from: Date; to: Date } => ({
  from: startOfDay(from),
  to: startOfDay(addDays(to, 1)),
})

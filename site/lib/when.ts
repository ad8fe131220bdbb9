import { t } from './i18n/t.ts'

type Instant = string | number | Date

/** Korea has had no summer time since 1988, so its clock is always UTC plus nine hours. */
const SEOUL_MS = 9 * 3_600_000
const DAY_MS = 86_400_000
const two = (n: number) => String(n).padStart(2, '0')

function wall(at: Instant) {
  const d = new Date(new Date(at).getTime() + SEOUL_MS)
  return {
    date: `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`,
    time: `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
    seconds: two(d.getUTCSeconds()),
  }
}

/** `2026-11-20`, the day in Seoul. */
export const dateOf = (at: Instant) => wall(at).date
/** `11-20` */
export const shortDate = (at: Instant) => dateOf(at).slice(5)
/** `14:31` */
export const timeOf = (at: Instant) => wall(at).time
/** `14:32:08` */
export const clockOf = (at: Instant) => `${wall(at).time}:${wall(at).seconds}`
/** `2026-11-20 14:31` */
export const dateTime = (at: Instant) => `${wall(at).date} ${wall(at).time}`
/** `11-20 14:31`, in tables of one year. */
export const shortDateTime = (at: Instant) => dateTime(at).slice(5)

/** `2시간 14분`; days above 48 hours. */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return t('times.days', { n: Math.floor(hours / 24) })
  if (hours === 0) return t('times.minutes', { n: minutes })
  if (minutes % 60 === 0) return t('times.hours', { n: hours })
  return t('times.hours_minutes', { h: hours, m: minutes % 60 })
}

/** `3분 전` under 24 hours, else the date and time. The absolute time belongs in the title. */
export function relative(at: Instant, now: Instant): string {
  const age = new Date(now).getTime() - new Date(at).getTime()
  if (age < 0 || age >= DAY_MS) return shortDateTime(at)
  if (age < 60_000) return t('times.now')
  if (age < 3_600_000) return t('times.minutes_ago', { n: Math.floor(age / 60_000) })
  return t('times.hours_ago', { n: Math.floor(age / 3_600_000) })
}

/** Days after (or before) a `2026-11-20`, as another such day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** A two-digit year is read only within this distance from the present: nobody means 2001 by 1/2/26. */
const YEARS_NEAR = 5

/**
 * `1120`, `20261120`, `261120`, `11-20`, `2026.11.20`, `26. 11. 20.`, `2026년 11월 20일` → `2026-11-20`;
 * undefined for other text or where several days are possible.
 */
export function parseDay(text: string, today: string): string | undefined {
  const parts = partsOf(text.normalize('NFKC').trim())
  if (!parts) return undefined
  const thisYear = Number(today.slice(0, 4))
  const [month = '', date = ''] = parts.slice(-2)
  const said = parts.length === 2 ? String(thisYear) : (parts[0] ?? '')
  const year = said.length === 2 ? today.slice(0, 2) + said : said
  if (said.length === 2 && Math.abs(Number(year) - thisYear) > YEARS_NEAR) return undefined
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : day
}

/** Year, month and day, or month and day, as digits. */
function partsOf(text: string): string[] | undefined {
  const [, whole] = /^(\d{4}|\d{6}|\d{8})$/.exec(text) ?? []
  if (whole) {
    const year = whole.slice(0, -4)
    return [...(year ? [year] : []), whole.slice(-4, -2), whole.slice(-2)]
  }
  const named = /^(?:(\d{4}|\d{2})년\s*)?(\d{1,2})월\s*(\d{1,2})일$/.exec(text)
  const marked = /^(?:(\d{4}|\d{2})\s*([-./])\s*)?(\d{1,2})\s*([-./])\s*(\d{1,2})\.?$/.exec(text)
  if (named) return named.slice(1).filter((part) => part !== undefined)
  if (!marked) return undefined
  const [, year, first, month = '', second, date = ''] = marked
  // One separator throughout: 2026-11.20 is a slip.
  return first !== undefined && first !== second
    ? undefined
    : [...(year ? [year] : []), month, date]
}

/** The presets of a period, from Seoul's today; weeks begin on Monday, both ends included. */
export function presets(today: string) {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  const firstOfMonth = `${today.slice(0, 7)}-01`
  const lastOfPrevious = addDays(firstOfMonth, -1)
  return {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    this_week: { from: addDays(today, -weekday), to: today },
    this_month: { from: firstOfMonth, to: today },
    last_month: { from: `${lastOfPrevious.slice(0, 7)}-01`, to: lastOfPrevious },
    '90_days': { from: addDays(today, -89), to: today },
  } as const
}

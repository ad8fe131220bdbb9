import { addDays, dateOf, timeOf } from '../../lib/when.ts'

/** The end of a whole day. */
export const DAY_END = '24:00'

/** An end as people write it: the last day and its minute; midnight is 24:00 of the day before. */
export function endOf(validTo: string | null | undefined): { day: string; time: string } {
  if (!validTo) return { day: '', time: DAY_END }
  const time = timeOf(validTo)
  const day = dateOf(validTo)
  return time === '00:00' ? { day: addDays(day, -1), time: DAY_END } : { day, time }
}

/**
 * The instant at which a policy ends: a Seoul day and `23:59`, `2359`, `9:00` or `24:00`. No day: no end
 * (null). A time that cannot be read: undefined.
 */
export function endAt(day: string, time: string): string | null | undefined {
  if (day === '') return null
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2}):?(\d{2})\s*$/.exec(time) ?? []
  if (hours === '' || Number(minutes) > 59) return undefined
  const ofDay = Number(hours) * 60 + Number(minutes)
  if (ofDay > 24 * 60) return undefined
  return new Date(Date.parse(`${day}T00:00:00+09:00`) + ofDay * 60_000).toISOString()
}

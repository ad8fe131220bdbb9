import { addDays, dateOf, timeOf } from '../../lib/when.ts'

/** The end of a whole day. */
export const DAY_END = '24:00'

/** A day of the Seoul calendar and a time on it, `09:30` or `24:00`; an empty day is no moment. */
export type Moment = { day: string; time: string }

/** `9`, `930`, `09:30`, `24:00` → `09:30`; undefined for other text. */
export function parseTime(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const [, hours = '', minutes = '00'] = /^(\d{1,2}):?(\d{2})?$/.exec(plain) ?? []
  if (hours === '' || Number(minutes) > 59) return undefined
  if (Number(hours) > 24 || (Number(hours) === 24 && minutes !== '00')) return undefined
  return `${hours.padStart(2, '0')}:${minutes}`
}

/** The instant of a moment in Seoul, as the API takes it; null without a day. */
export function instantOf({ day, time }: Moment): string | null {
  if (!day) return null
  const [on, at] = time === DAY_END ? [addDays(day, 1), '00:00'] : [day, time]
  return new Date(`${on}T${at}:00+09:00`).toISOString()
}

export const startOf = (validFrom: string | null | undefined): Moment =>
  validFrom ? { day: dateOf(validFrom), time: timeOf(validFrom) } : { day: '', time: '00:00' }

/** An end as people write it: the last day and its minute; midnight is 24:00 of the day before. */
export function endOf(validTo: string | null | undefined): Moment {
  if (!validTo) return { day: '', time: DAY_END }
  const time = timeOf(validTo)
  const day = dateOf(validTo)
  return time === '00:00' ? { day: addDays(day, -1), time: DAY_END } : { day, time }
}

/** The instant at which a policy ends. No day: no end (null). A time that cannot be read: undefined. */
export function endAt(day: string, time: string): string | null | undefined {
  if (!day) return null
  const read = parseTime(time)
  return read && instantOf({ day, time: read })
}

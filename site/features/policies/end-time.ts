/** The minute at which most policies end. */
export const LAST_MINUTE = '23:59'

/**
 * The instant at which a policy ends: a Seoul day and `23:59`, `2359` or `9:00`. No day: no end (null). A time
 * that cannot be read: undefined.
 */
export function endAt(day: string, time: string): string | null | undefined {
  if (day === '') return null
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2}):?(\d{2})\s*$/.exec(time) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return new Date(`${day}T${hours.padStart(2, '0')}:${minutes}:00+09:00`).toISOString()
}

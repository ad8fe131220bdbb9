import { seoulDay, startOfDay } from '#api/calendar.ts'
import type { JobName } from '#api/jobs/catalog.ts'

/** The beginning of the latest turn. Turns are counted from fixed instants, so all processes agree. */
type Turn = (now: Date) => Date

const MINUTE_MS = 60_000
const every =
  (milliseconds: number): Turn =>
  (now) =>
    new Date(Math.floor(now.getTime() / milliseconds) * milliseconds)
/** Every day at this Seoul hour. */
const daily =
  (hour: number): Turn =>
  (now) => {
    const delay = hour * 60 * MINUTE_MS
    const day = seoulDay(new Date(now.getTime() - delay))
    return new Date(startOfDay(day).getTime() + delay)
  }

/** The cron table: jobs without a payload and their turns. Long ones run in quiet hours. */
const TURNS = {
  'ledger.check': daily(3),
  'exports.sweep': every(60 * MINUTE_MS),
  'attachments.sweep': every(60 * MINUTE_MS),
  'idempotency.sweep': daily(4),
  'sessions.sweep': daily(4),
  'privacy.erase': daily(4),
  'jobs.sweep': daily(4),
  'policies.begin': every(MINUTE_MS),
  'policies.expire': every(MINUTE_MS),
} as const satisfies Partial<Record<JobName, Turn>>

export type Slot = { name: JobName; slot: string }

/** The current slot of every scheduled job. Several missed turns are replaced by one. */
export const slotsAt = (now: Date): Slot[] =>
  (Object.keys(TURNS) as (keyof typeof TURNS)[]).map((name) => ({
    name,
    slot: `${name}@${TURNS[name](now).toISOString()}`,
  }))

import { dateOf } from './when.ts'

/**
 * The server's time minus the counter, in milliseconds. The machine's clock may be wrong by a year, so only
 * elapsed time is taken from the machine, from a counter that cannot be set.
 */
let aheadMs: number | undefined

const counted = () => performance.now()

/** Takes the time at which the server answered. Text without a time changes nothing. */
export function learnTime(said: string | null | undefined): void {
  const at = Date.parse(said ?? '')
  if (Number.isNaN(at)) return
  // An answer is older than its arrival, never newer, so the largest difference is the most exact. The
  // counter stops while a machine sleeps; the next answer corrects that.
  aheadMs = Math.max(aheadMs ?? Number.NEGATIVE_INFINITY, at - counted())
}

/** The server's time in milliseconds since 1970; the machine's until the first answer. */
export const serverNow = (): number =>
  aheadMs === undefined ? Date.now() : Math.round(counted() + aheadMs)

/** The server's day in Seoul, `2026-11-20`. */
export const today = (): string => dateOf(serverNow())

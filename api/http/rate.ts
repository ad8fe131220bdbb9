import { createMiddleware } from 'hono/factory'
import { AppError } from '../errors.ts'
import { limitKeyOf } from '../platform/client-address.ts'
import type { MemoMap, Platform } from '../platform/platform.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'

/** How many callers a process remembers; each costs some hundred bytes. */
const CALLERS_MAX = 20_000
const MINUTE_MS = 60_000

type Counted = { startedAt: number; calls: number; before: number }

/**
 * At most `settings.requestsPerMinute` calls of one person in any minute: sessions and tokens share the
 * count. It is kept in the memory of the process, so that it costs no round trip (decision 013). The window
 * slides: the calls of the previous minute count by the part of it that is still in the window.
 */
export const limitByPerson = noted(
  createMiddleware<AppEnv>((c, next) => {
    const { platform } = c.env
    take(platform, peopleIn(platform), c.var.ctx.actor.userId)
    return next()
  }),
  { problems: ['too_many_requests'] },
)

/** The same limit for one address on the open routes; those with a secret to guess have lower ones too. */
export const limitOpenRoutes = noted(
  createMiddleware<AppEnv>((c, next) => {
    const { platform, address } = c.env
    take(platform, platform.memo.map('rate by address', CALLERS_MAX), limitKeyOf(address))
    return next()
  }),
  { problems: ['too_many_requests'] },
)

/** Counts a call of a person and returns true, or returns false and does not count it. */
export const countCall = (platform: Platform, userId: string): boolean =>
  waitOf(platform, peopleIn(platform), userId) === 0

const peopleIn = ({ memo }: Platform): MemoMap<Counted> => memo.map('rate by person', CALLERS_MAX)

function take(platform: Platform, callers: MemoMap<Counted>, caller: string): void {
  const waitMs = waitOf(platform, callers, caller)
  if (waitMs === 0) return
  const retryAfterSeconds = Math.ceil(waitMs / 1000)
  throw new AppError('too_many_requests', `Try again in ${retryAfterSeconds} seconds.`, {
    facts: { retryAfterSeconds },
  })
}

function waitOf({ clock, settings }: Platform, callers: MemoMap<Counted>, caller: string): number {
  const now = clock.now().getTime()
  const counted = callers.get(caller) ?? { startedAt: now, calls: 0, before: 0 }
  if (counted.calls === 0) callers.set(caller, counted)
  return count(counted, now, settings.requestsPerMinute)
}

/** Counts a call and returns 0, or returns the milliseconds to wait for a place and does not count it. */
export function count(counted: Counted, now: number, max: number): number {
  const minutes = Math.floor((now - counted.startedAt) / MINUTE_MS)
  if (minutes !== 0) {
    counted.before = minutes === 1 ? counted.calls : 0
    counted.calls = 0
    counted.startedAt += minutes * MINUTE_MS
  }
  const goneMs = now - counted.startedAt
  if (counted.calls + counted.before * (1 - goneMs / MINUTE_MS) < max) {
    counted.calls += 1
    return 0
  }
  // A full minute must end first; otherwise enough of the previous one must slide out.
  const room = max - counted.calls
  const goneAtMs = room > 0 ? MINUTE_MS * (1 - room / counted.before) : MINUTE_MS
  return Math.floor(goneAtMs - goneMs) + 1
}

import { and, eq, gt, lte, max, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { rowsOf } from '#db/rows.ts'
import { signInGuards } from '#db/schema/lockout.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { accountKey, type Guards, keysOf } from './guards.ts'

/** Failures that lock a key, within how long, and for how long. */
export const FAILURES_MAX = 5
export const LOCK_SECONDS = 30 * 60
const LOCK_MS = LOCK_SECONDS * 1000

type Counting = Pick<Platform, 'db' | 'clock'>
/** Which key a failure has just locked. */
export type Locks = { account: boolean; address: boolean }

/** Refuses at once while the account or the address is locked, whether or not there is such an account. */
export async function requireUnlocked(ctx: Counting, guards: Guards): Promise<void> {
  const now = ctx.clock.now()
  const [row] = await lockStatement(ctx.db).execute({ keys: keysOf(guards), now })
  if (row?.until) throw locked(row.until.getTime() - now.getTime())
}

const { key, lockedUntil } = signInGuards
const lockStatement = (db: Db) =>
  prepared(db, 'lock', (db) =>
    db
      .select({ until: max(lockedUntil) })
      .from(signInGuards)
      .where(
        and(
          sql`${key} = any(${sql.placeholder('keys')}::text[])`,
          gt(lockedUntil, sql.placeholder('now')),
        ),
      )
      .prepare('lock'),
  )

/**
 * Counts a password or a code that was wrong, in one statement that also reads the state back: of
 * guesses that race, those that are counted after the lock learn of the lock and of nothing else.
 */
export async function failAttempt(ctx: Counting, guards: Guards): Promise<Locks> {
  const now = ctx.clock.now()
  const at = sql`${now.toISOString()}::timestamptz`
  const { key, failures, since, lockedUntil } = signInGuards
  // A lock ends by its own time; failures that led to none are forgotten with their half hour.
  const isOver = sql`coalesce(${lockedUntil} <= ${at}, ${since} <= ${at} - ${LOCK_SECONDS} * interval '1 second')`
  const rows = await ctx.db
    .insert(signInGuards)
    .values(keysOf(guards).map((key) => ({ key, failures: 1, since: now })))
    .onConflictDoUpdate({
      target: key,
      set: {
        failures: sql`case when ${isOver} then 1 else ${failures} + 1 end`,
        since: sql`case when ${isOver} then ${at} else ${since} end`,
        lockedUntil: sql`case when ${isOver} then null when ${failures} + 1 = ${FAILURES_MAX} then ${at} + ${LOCK_SECONDS} * interval '1 second' else ${lockedUntil} end`,
      },
    })
    .returning({ key, failures, lockedUntil })
  // Counting goes on while a key is locked, so exactly one failure finds itself to be the last allowed.
  const before = rows.filter(({ failures }) => failures > FAILURES_MAX)
  if (before.length > 0)
    throw locked(Math.max(...before.map(({ lockedUntil }) => lockedUntil?.getTime() ?? 0)) - +now)
  const locks = (key: string | undefined) =>
    rows.some((row) => row.key === key && row.failures === FAILURES_MAX)
  return { account: locks(guards.account), address: locks(guards.address) }
}

/**
 * Lets somebody through who was right, unless a key is locked at this moment; then it is as if they
 * had never failed. One statement: a right guess gains nothing from being sent along with wrong ones.
 */
export async function passAttempt(ctx: Counting, guards: Guards): Promise<void> {
  const now = ctx.clock.now()
  const at = sql`${now.toISOString()}::timestamptz`
  const keys = sql.param(keysOf(guards))
  const [row] = await rowsOf<{ leftMs: number | null }>(
    ctx.db,
    sql`
      with held as (
        select key, failures, since, locked_until from sign_in_guards
        where key = any(${keys}::text[]) order by key for update
      ),
      barred as (select max(locked_until) as until from held where locked_until > ${at}),
      mine as (
        select failures from held
        where key = ${guards.account} and since > ${at} - ${LOCK_SECONDS} * interval '1 second'
      ),
      freed as (
        update sign_in_guards set failures = greatest(0, sign_in_guards.failures - mine.failures)
        from mine, barred
        where sign_in_guards.key = any(${keys}::text[]) and barred.until is null
      )
      select (extract(epoch from until - ${at}) * 1000)::float8 as "leftMs" from barred`,
  )
  if (row?.leftMs) throw locked(row.leftMs)
}

/** Ends the lock of an account; true when there was something to forget. The address stays as it is. */
export async function unlockAccount(ctx: Pick<Platform, 'db'>, username: string): Promise<boolean> {
  const gone = await ctx.db
    .delete(signInGuards)
    .where(eq(signInGuards.key, accountKey(username)))
    .returning({ key: signInGuards.key })
  return gone.length > 0
}

/** Forgets failures that no longer count, so that names typed by chance are not kept for ever. */
export async function forgetFailures({ db, clock }: Counting): Promise<void> {
  const over = new Date(clock.now().getTime() - 2 * LOCK_MS)
  await db.delete(signInGuards).where(lte(signInGuards.since, over))
}

function locked(leftMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1000))
  return new AppError(
    'locked',
    `Too many wrong attempts. Try again in ${retryAfterSeconds} seconds, or ask an admin to unlock it.`,
    { facts: { retryAfterSeconds } },
  )
}

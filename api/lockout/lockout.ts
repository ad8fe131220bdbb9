import { and, eq, gt, max, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { rowsOf } from '#db/rows.ts'
import { signInGuards } from '#db/schema/lockout.ts'
import { float, nullable } from '#db/values.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { BOUNDS, type Bound, type BoundName, LOCK_SECONDS } from './bounds.ts'
import { accountHash, type Guard, type Guards } from './guards.ts'

type Counting = Pick<Platform, 'db' | 'clock'>

/** Refuses at once while a key is locked, whether or not the account exists. */
export async function requireUnlocked(ctx: Counting, guards: Guards): Promise<void> {
  const now = ctx.clock.now()
  const keys = guards.map(({ key }) => key)
  const [row] = await lockStatement(ctx.db).execute({ keys, now })
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

/** A fixed order, so that statements which lock several rows cannot deadlock. */
const inOrder = (guards: Guards): Guard[] =>
  guards.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))

/** The bound of a row, by the kind in its key's prefix. */
const byKind = (of: (bound: Bound) => number): SQL =>
  sql`case split_part(${signInGuards.key}, ':', 1) ${sql.join(
    Object.entries(BOUNDS).map(([kind, bound]) => sql.raw(`when '${kind}' then ${of(bound)} `)),
  )} end`

/**
 * Counts a wrong guess in one statement that also returns the new state. Of concurrent guesses, those counted
 * after the lock began throw `locked`. Returns the kinds that this failure has just locked.
 */
export async function failAttempt(ctx: Counting, guards: Guards): Promise<BoundName[]> {
  const now = ctx.clock.now()
  const at = sql`${now.toISOString()}::timestamptz`
  const { key, failures, since, lockedUntil, locks } = signInGuards
  // A lock ends at its own time; failures without a lock expire after half an hour.
  const isOver = sql`coalesce(${lockedUntil} <= ${at}, ${since} <= ${at} - ${LOCK_SECONDS} * interval '1 second')`
  const isQuiet = sql`coalesce(${lockedUntil}, ${since}) <= ${at} - interval '1 day'`
  const isLast = sql`${failures} + 1 = ${byKind(({ max }) => max)}`
  const seconds = sql`${LOCK_SECONDS} * power(2, least(${locks}, ${byKind(({ doublings }) => doublings)}))`
  const rows = await ctx.db
    .insert(signInGuards)
    .values(inOrder(guards).map(({ key, account }) => ({ key, account, failures: 1, since: now })))
    .onConflictDoUpdate({
      target: key,
      set: {
        failures: sql`case when ${isOver} then 1 else ${failures} + 1 end`,
        since: sql`case when ${isOver} then ${at} else ${since} end`,
        lockedUntil: sql`case when ${isOver} then null when ${isLast} then ${at} + ${seconds} * interval '1 second' else ${lockedUntil} end`,
        locks: sql`case when ${isQuiet} then 0 when ${isOver} then ${locks} when ${isLast} then ${locks} + 1 else ${locks} end`,
      },
    })
    .returning({ key, failures, lockedUntil })
  const counted = rows.map((row) => ({ ...row, of: kindOf(guards, row.key) }))
  // Counting goes on while a key is locked, so exactly one failure reaches the limit.
  const before = counted.filter(({ of, failures }) => failures > BOUNDS[of].max)
  if (before.length > 0)
    throw locked(Math.max(...before.map(({ lockedUntil }) => lockedUntil?.getTime() ?? 0)) - +now)
  return counted.filter(({ of, failures }) => failures === BOUNDS[of].max).map(({ of }) => of)
}

function kindOf(guards: Guards, key: string): BoundName {
  const guard = guards.find((each) => each.key === key)
  if (!guard) throw new Error('a failure was counted for nothing that was asked for')
  return guard.of
}

/**
 * Admits a right guess unless a key is locked at this moment, and clears its failures. It is one statement,
 * so sending a right guess together with wrong ones gains nothing.
 */
export async function passAttempt(ctx: Counting, guards: Guards): Promise<void> {
  const now = ctx.clock.now()
  const at = sql`${now.toISOString()}::timestamptz`
  const keys = sql.param(guards.map(({ key }) => key))
  const [row] = await rowsOf(
    ctx.db,
    sql`
      with held as (
        select key, failures, since, locked_until from sign_in_guards
        where key = any(${keys}::text[]) order by key for update
      ),
      barred as (select max(locked_until) as until from held where locked_until > ${at}),
      mine as (
        select failures from held
        where key = ${guards[0].key} and since > ${at} - ${LOCK_SECONDS} * interval '1 second'
      ),
      freed as (
        update sign_in_guards set failures = greatest(0, sign_in_guards.failures - mine.failures)
        from mine, barred
        where sign_in_guards.key = any(${keys}::text[]) and barred.until is null
      )
      select (extract(epoch from until - ${at}) * 1000)::float8 as "leftMs" from barred`,
    { leftMs: nullable(float) },
  )
  if (row?.leftMs) throw locked(row.leftMs)
}

/**
 * Clears every lock and failure of an account: by username, device, session and person. True when there was
 * any. Addresses stay locked.
 */
export async function unlockAccount(ctx: Pick<Platform, 'db'>, username: string): Promise<boolean> {
  const gone = await ctx.db
    .delete(signInGuards)
    .where(eq(signInGuards.account, accountHash(username)))
    .returning({ key: signInGuards.key })
  return gone.length > 0
}

function locked(leftMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1000))
  return new AppError(
    'locked',
    `Too many wrong attempts. Try again in ${retryAfterSeconds} seconds, or ask an admin to unlock it.`,
    { facts: { retryAfterSeconds } },
  )
}

import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/devices.ts'
import { computed, float } from '#db/values.ts'
import type { Visitor } from '../users/account.ts'
import { type Session, sessionColumns } from './queries.ts'

/**
 * Increments the counter of an open session from `counter`. Only one of several concurrent requests succeeds;
 * the others, and requests for an ended session, get undefined.
 */
export async function rotateSession(
  ctx: Visitor,
  { sessionId, counter }: { sessionId: string; counter: number },
): Promise<Session | undefined> {
  const [session] = await ctx.db
    .update(sessions)
    // The database's clock, because two processes with different clocks must agree on the age.
    .set({ counter: sql`${sessions.counter} + 1`, rotatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.counter, counter),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.clock.now()),
      ),
    )
    .returning(sessionColumns)
  return session
}

/** Seconds since the last rotation, by the database's clock, which also wrote it. */
export async function secondsSinceRotation({ db }: Visitor, id: string): Promise<number> {
  const [row] = await db
    .select({
      seconds: computed(
        float,
        sql`extract(epoch from clock_timestamp() - ${sessions.rotatedAt})::float8`,
      ),
    })
    .from(sessions)
    .where(eq(sessions.id, id))
  return row?.seconds ?? Number.POSITIVE_INFINITY
}

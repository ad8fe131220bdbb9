import { and, eq, inArray, sql } from 'drizzle-orm'
import { sessions } from '#db/schema/auth.ts'
import { users } from '#db/schema/users.ts'
import type { Visitor } from '../users/account.ts'
import type { SignInOptions } from './contract.ts'
import { DEMO_LOGINS } from './demo.ts'

export type Session = Pick<
  typeof sessions.$inferSelect,
  'id' | 'userId' | 'counter' | 'expiresAt' | 'lastSeenAt' | 'revokedAt' | 'provenAt' | 'deviceHash'
>

export async function findSession(ctx: Visitor, id: string): Promise<Session | undefined> {
  const [session] = await ctx.db.select(sessionColumns).from(sessions).where(eq(sessions.id, id))
  return session
}

export const sessionColumns = {
  id: sessions.id,
  userId: sessions.userId,
  counter: sessions.counter,
  expiresAt: sessions.expiresAt,
  lastSeenAt: sessions.lastSeenAt,
  revokedAt: sessions.revokedAt,
  provenAt: sessions.provenAt,
  deviceHash: sessions.deviceHash,
}

/** How long ago a session's token was last exchanged, by the clock that wrote it down. */
export async function secondsSinceRotation({ db }: Visitor, id: string): Promise<number> {
  const [row] = await db
    .select({
      seconds: sql<number>`extract(epoch from clock_timestamp() - ${sessions.rotatedAt})::float8`,
    })
    .from(sessions)
    .where(eq(sessions.id, id))
  return row?.seconds ?? Number.POSITIVE_INFINITY
}

/** The demo's logins, as far as the seed has made them; none on any other installation. */
export async function signInOptions(ctx: Visitor): Promise<SignInOptions> {
  const mail = ctx.mail.configured
  if (!ctx.settings.demo) return { mail, demo: [] }
  const names = DEMO_LOGINS.map(({ username }) => username)
  const rows = await ctx.db
    .select({ username: users.username })
    .from(users)
    .where(and(inArray(users.username, names), eq(users.status, 'approved')))
  const made = new Set(rows.map(({ username }) => username))
  return { mail, demo: DEMO_LOGINS.filter(({ username }) => made.has(username)) }
}

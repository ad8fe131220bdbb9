import { eq } from 'drizzle-orm'
import { sessions } from '#db/schema/devices.ts'
import type { Visitor } from '../users/account.ts'

export type Session = Pick<
  typeof sessions.$inferSelect,
  | 'id'
  | 'userId'
  | 'counter'
  | 'expiresAt'
  | 'lastSeenAt'
  | 'revokedAt'
  | 'provenAt'
  | 'passwordShownAt'
  | 'deviceHash'
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
  passwordShownAt: sessions.passwordShownAt,
  deviceHash: sessions.deviceHash,
}

import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { sessions } from '#db/schema/devices.ts'
import { users } from '#db/schema/users.ts'
import { deviceGuards, type Guards, strangersGuards } from '../lockout/guards.ts'
import type { Visitor } from '../users/account.ts'
import type { DeviceFacts } from './sessions.ts'

/** Ways a session may end that keep its device known. After any other end the device is a stranger. */
export const HARMLESS_ENDINGS: readonly string[] = [
  'signed_out',
  'idle',
  'password_changed',
  'suspended',
  'company_closed',
]

// The query is prepared and also runs for unknown usernames, so that the response time does not reveal
// whether an account exists.
const lastOfDevice = (db: Db) =>
  prepared(db, 'last session of device', (db) =>
    db
      .select({ revokedAt: sessions.revokedAt, because: sessions.revokedBecause })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(
        and(
          eq(users.username, sql.placeholder('username')),
          eq(sessions.deviceHash, sql.placeholder('deviceHash')),
        ),
      )
      .orderBy(desc(sessions.id))
      .limit(1)
      .prepare('last_session_of_device'),
  )

/**
 * What failures of a sign-in are counted by: the device, if its browser was signed in to this account before,
 * else the username and the address.
 */
export async function guardsAtDoor(
  ctx: Visitor,
  username: string,
  { deviceHash }: Pick<DeviceFacts, 'deviceHash'>,
): Promise<Guards> {
  const stranger = strangersGuards(ctx, username)
  if (!deviceHash) return stranger
  const [last] = await lastOfDevice(ctx.db).execute({ username, deviceHash })
  const isKnown = last && (!last.revokedAt || HARMLESS_ENDINGS.includes(last.because ?? ''))
  return isKnown ? deviceGuards(username, deviceHash) : stranger
}

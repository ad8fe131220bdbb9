import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { sessions } from '#db/schema/devices.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { notify } from '../notifications/notify.ts'
import { revokeTokensOf } from '../tokens/commands.ts'
import { type Account, ownAccount } from '../users/account.ts'
import { personFor, subjectFor } from '../users/subject.ts'
import type { DeviceList, RevokeDevices } from './contract.ts'
import { deviceNameOf } from './device-name.ts'
import { isIdle } from './idle.ts'
import { endSessions, revokeSessions } from './sessions.ts'

/** A program that signs in for every call has thousands of sessions; people need only the latest. */
const DEVICES_MAX = 100

/** The devices on which the caller is signed in. */
export const listOwnDevices = async (ctx: Ctx): Promise<DeviceList> =>
  listDevices(ctx, await ownAccount(ctx))

/** The devices of a person whom the calling admin may see. */
export const listDevicesOf = async (ctx: Ctx, userId: string): Promise<DeviceList> =>
  listDevices(ctx, await personFor(ctx, userId))

async function listDevices(ctx: Ctx, { user, idleMinutes }: Account): Promise<DeviceList> {
  const { id, deviceName, deviceHash, userAgent, address, createdAt, lastSeenAt } = sessions
  const now = ctx.clock.now()
  const rows = await ctx.db
    .select({ id, deviceName, deviceHash, userAgent, address, createdAt, lastSeenAt })
    .from(sessions)
    .where(
      and(eq(sessions.userId, user.id), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)),
    )
    .orderBy(desc(lastSeenAt), desc(id))
    .limit(DEVICES_MAX)
  const items = rows
    .filter((row) => !isIdle(row, idleMinutes, now))
    .map((row) => ({
      id: row.id,
      name: row.deviceName ?? deviceNameOf(row.userAgent ?? undefined),
      address: row.address,
      signedInAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      current: row.id === ctx.actor.sessionId,
    }))
  return { items }
}

/** Signs out one of the caller's own devices. */
export async function revokeDevice(ctx: Ctx, sessionId: string): Promise<void> {
  const [own] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, ctx.actor.userId)))
  if (!own) throw new AppError('not_found', 'There is no such device.')
  await endSessions(ctx, ctx.actor.userId, [own.id], 'revoked')
}

/** Signs the caller out on all other devices, or on all. */
export async function revokeDevices(ctx: Ctx, { which }: RevokeDevices): Promise<void> {
  const { userId, sessionId } = ctx.actor
  const except = which === 'others' ? { exceptId: sessionId } : {}
  await transact(ctx, (ctx) => revokeSessions(ctx, userId, except, 'revoked'))
}

/**
 * Signs a person below the admin out everywhere and revokes their tokens. The person finds a notification at
 * the next sign-in.
 */
export async function revokeDevicesOf(ctx: Ctx, userId: string): Promise<void> {
  const { company } = await subjectFor(ctx, userId, 'sign_out')
  await transact(ctx, async (ctx) => {
    const ended = await revokeSessions(ctx, userId, {}, 'revoked_by_admin')
    const tokens = await revokeTokensOf(ctx, userId)
    if (ended.length + tokens.length === 0) return
    await notify(ctx, {
      companyId: company.id,
      userId,
      type: 'session_revoked',
      subjectId: userId,
      params: {},
    })
  })
}

import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { sessions } from '#db/schema/devices.ts'
import { users } from '#db/schema/users.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Locks the acting person and their companies until the transaction ends, before it creates a session or
 * token. A concurrent suspension or closing either comes first, and this returns false, or comes later and
 * ends what was created. Companies are locked first, as in every decision about people.
 */
export async function holdAdmitted(ctx: TxCtx): Promise<boolean> {
  const { userId, companyId, agencyId } = ctx.actor
  const line = [...new Set([companyId, agencyId ?? companyId])]
  const open = await ctx.db
    .select({ id: companies.id })
    .from(companies)
    .where(and(inArray(companies.id, line), eq(companies.active, true)))
    .orderBy(asc(companies.id))
    .for('share')
  const [person] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.status, 'approved')))
    .for('no key update')
  return open.length === line.length && person !== undefined
}

/**
 * The same before signed-in people change how they sign in; it also locks their session. A concurrent
 * sign-out or password change either comes first, and this throws, or comes later and applies to the change.
 */
export async function holdSignedIn(ctx: TxCtx): Promise<void> {
  const { sessionId, userId } = ctx.actor
  if (await holdAdmitted(ctx)) {
    const [live] = await ctx.db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.revokedAt)),
      )
      .for('share')
    if (live) return
  }
  throw new AppError('unauthenticated', 'This session has ended. Sign in again.')
}

import { and, count, isNotNull, lt, or } from 'drizzle-orm'
import { invitations } from '#db/schema/registration.ts'
import type { TxCtx } from '../context.ts'

const KEPT_DAYS = 30

/** Erases name and e-mail of invitations that were accepted, revoked or expired long ago; the rows stay. */
export async function eraseOldInvitees(ctx: TxCtx): Promise<{ erased: number; remaining: number }> {
  const { acceptedAt, revokedAt, expiresAt, name, email } = invitations
  const before = new Date(ctx.clock.now().getTime() - KEPT_DAYS * 86_400_000)
  const old = and(
    or(lt(acceptedAt, before), lt(revokedAt, before), lt(expiresAt, before)),
    or(isNotNull(name), isNotNull(email)),
  )
  const erased = await ctx.db
    .update(invitations)
    .set({ name: null, email: null })
    .where(old)
    .returning({ id: invitations.id })
  const [left] = await ctx.db.select({ count: count() }).from(invitations).where(old)
  return { erased: erased.length, remaining: left?.count ?? 0 }
}

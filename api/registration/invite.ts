import { and, count, eq, gt, inArray, isNull } from 'drizzle-orm'
import { base64url } from 'jose'
import { companies } from '#db/schema/companies.ts'
import { invitations } from '#db/schema/registration.ts'
import { record } from '../audit/record.ts'
import { lockCompany } from '../companies/lock.ts'
import { companiesOf } from '../companies/scope.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceWithSecret } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Invite, Invited } from './contract.ts'
import { letterOf, mailInTime } from './letter.ts'
import { invitationOf } from './queries.ts'

const SECRET_BYTES = 24
const DAY_MS = 86_400_000
/** The most open invitations of one company. */
export const OPEN_MAX = 50

/**
 * Makes a link by which one person joins a company in scope. Only the answer and the mail contain its secret,
 * which is not stored, so the mail is sent before the answer or not at all.
 */
export async function invite(ctx: Ctx, { days, ...input }: Invite): Promise<Invited> {
  const token = base64url.encode(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
  const made = await onceWithSecret(ctx, async (ctx) => {
    await requireRoom(ctx, input.companyId)
    const createdAt = ctx.clock.now()
    const id = newId(createdAt)
    await ctx.db.insert(invitations).values({
      ...{ ...input, id, createdAt, tokenHash: sha256(token), createdBy: ctx.actor.userId },
      expiresAt: new Date(createdAt.getTime() + days * DAY_MS),
    })
    await record(ctx, { action: 'user.invite', entityId: id, facts: { role: input.role, days } })
    return { id, answer: await invitationOf(ctx, id) }
  })
  // A fragment is never sent to a server, so it reaches no log and no referrer.
  const link = `${ctx.settings.publicUrl}/join#${token}`
  const mailed = input.email ? await mailInTime(ctx, letterOf(made, input.email, link)) : false
  return { ...made, link, mailed }
}

/**
 * Refuses when the company is pending or closed, or has too many open invitations. Counts under a lock, or
 * two concurrent requests would both be the last allowed.
 */
async function requireRoom(ctx: TxCtx, companyId: string): Promise<void> {
  const { active } = await lockCompany(ctx, companyId)
  if (!active)
    throw new AppError(
      'conflict',
      'This company is not open, so nobody can join it. Open it first.',
    )
  const [open] = await ctx.db
    .select({ count: count() })
    .from(invitations)
    .where(
      and(
        eq(invitations.companyId, companyId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.clock.now()),
      ),
    )
  if (open && open.count >= OPEN_MAX)
    throw new AppError(
      'conflict',
      `${OPEN_MAX} invitations of this company are open. Withdraw one, or wait until one is used.`,
      { facts: { openMax: OPEN_MAX } },
    )
}

/** Revokes an invitation that was not accepted; its link becomes invalid. */
export function revokeInvitation(ctx: Ctx, id: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const inScope = ctx.db
      .select({ id: companies.id })
      .from(companies)
      .where(companiesOf(ctx.actor))
    const own = and(eq(invitations.id, id), inArray(invitations.companyId, inScope))
    const [row] = await ctx.db.select().from(invitations).where(own).for('update')
    if (!row) throw new AppError('not_found', 'There is no such invitation.')
    if (row.acceptedAt || row.revokedAt)
      throw new AppError(
        'invalid_transition',
        row.acceptedAt
          ? 'This invitation has been accepted. Suspend the person instead.'
          : 'This invitation has been withdrawn before.',
        { facts: { state: row.acceptedAt ? 'accepted' : 'revoked' } },
      )
    await ctx.db
      .update(invitations)
      .set({ revokedAt: ctx.clock.now() })
      .where(eq(invitations.id, id))
    await record(ctx, {
      action: 'user.revoke_invitation',
      entityId: id,
      facts: { role: row.role },
    })
  })
}

import { and, count, eq } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import type { Role } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import type { TxCtx } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import { userChanged } from '../users/decide.ts'
import type { Parent } from './parent.ts'

/** The company that a person has just joined. */
export type Home = Pick<Parent, 'id' | 'tier' | 'hqId' | 'agencyId'>

/**
 * A context with the person who has just signed up as the actor, so that the audit names them and not the
 * system.
 */
export const newcomer = (ctx: TxCtx, userId: string, home: Home, role: Role): TxCtx => {
  const { id: companyId, tier, hqId, agencyId } = home
  const actor: Actor = {
    ...{ userId, sessionId: '', companyId, tier, role, hqId, agencyId },
    grants: [],
  }
  return { ...ctx, actor }
}

/**
 * Notifies companies that a person waits for their approval; `who` is the name of the company that applied or
 * that the person joins.
 */
export async function tellWhoDecides(
  ctx: TxCtx,
  companyIds: string[],
  {
    userId,
    who,
    home,
  }: { userId: string; who: string; home: Pick<Home, 'id' | 'hqId' | 'agencyId'> },
): Promise<void> {
  const type = 'user_pending_approval'
  await notify(
    ctx,
    ...[...new Set(companyIds)].map(
      (companyId) => ({ companyId, type, subjectId: userId, params: { who } }) as const,
    ),
  )
  userChanged(ctx, { user: { id: userId }, company: home })
}

/** The companies above, nearest first. */
export const above = ({ tier, hqId, agencyId }: Home): string[] =>
  ({ hq: [], agency: [hqId], retail: agencyId ? [agencyId, hqId] : [hqId] })[tier]

/**
 * The companies that decide about an applicant of this company: the company itself if it has an approved
 * admin, otherwise those above.
 */
export async function decidersFor(ctx: TxCtx, home: Home): Promise<string[]> {
  const [admins] = await ctx.db
    .select({ count: count() })
    .from(users)
    .where(and(eq(users.companyId, home.id), eq(users.role, 'admin'), eq(users.status, 'approved')))
  return admins?.count ? [home.id] : above(home)
}

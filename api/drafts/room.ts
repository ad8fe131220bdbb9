import { and, count, eq } from 'drizzle-orm'
import { policyDrafts } from '#db/schema/drafts.ts'
import { users } from '#db/schema/users.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'

/** Drafts of one person at a time: many more than anybody works on, few enough for a list. */
export const DRAFTS_MAX = 100

/**
 * Throws `conflict` when a person has as many drafts as they may. The count runs under a lock on the person,
 * or two concurrent requests would both be the last allowed.
 */
export async function requireRoom({ db, actor }: TxCtx): Promise<void> {
  const own = eq(users.id, actor.userId)
  await db.select({ id: users.id }).from(users).where(own).for('no key update')
  const [row] = await db
    .select({ drafts: count() })
    .from(policyDrafts)
    .where(and(eq(policyDrafts.hqId, actor.hqId), eq(policyDrafts.ownerId, actor.userId)))
  if ((row?.drafts ?? 0) >= DRAFTS_MAX)
    throw new AppError(
      'conflict',
      `${DRAFTS_MAX} drafts are the most. Publish or delete one first.`,
      {
        facts: { max: DRAFTS_MAX },
      },
    )
}

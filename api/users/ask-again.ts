import { and, eq, sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { authStateChanged } from '../access/auth-state.ts'
import type { TxCtx } from '../context.ts'

/**
 * Sets a rejected person back to pending, with the corrected data. False when the person has applied again
 * already or somebody else has decided meanwhile.
 */
export async function askAgain(
  ctx: TxCtx,
  userId: string,
  said: { name?: string | undefined; email?: string | undefined; phone?: string | undefined },
): Promise<boolean> {
  const asked = await ctx.db
    .update(users)
    .set({ ...said, status: 'pending', statusReason: null, version: sql`${users.version} + 1` })
    .where(and(eq(users.id, userId), eq(users.status, 'rejected')))
    .returning({ id: users.id })
  authStateChanged(ctx, userId)
  return asked.length > 0
}

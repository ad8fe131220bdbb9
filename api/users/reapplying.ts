import { and, eq, sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import type { TxCtx } from '../context.ts'

/**
 * Puts a rejected person back among those who wait, with what it said anew. False when somebody else
 * has decided in between, or it has asked already.
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
  return asked.length > 0
}

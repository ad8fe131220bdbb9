import { and, eq } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import type { TxCtx } from '../context.ts'

/**
 * Stores the hash of a password that its owner has just chosen. With `from` it only replaces that hash, and
 * returns false when the password was changed meanwhile.
 */
export async function storePassword(
  ctx: TxCtx,
  userId: string,
  { to, from }: { to: string; from?: string },
): Promise<boolean> {
  const changed = await ctx.db
    .update(users)
    .set({ passwordHash: to, passwordChangedAt: ctx.clock.now() })
    .where(and(eq(users.id, userId), from ? eq(users.passwordHash, from) : undefined))
    .returning({ id: users.id })
  return changed.length > 0
}

import { and, eq } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import type { Role, UserStatus } from '#db/words.ts'
import { lineOf } from '../companies/line.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { newId } from '../ids.ts'
import { usernameOf } from './username.ts'

export type NewUser = {
  companyId: string
  username: string
  /** Made by `hashPassword`; this feature never sees a password. */
  passwordHash: string
  name: string
  role: Role
  email?: string
  phone?: string
  status?: UserStatus
  /** Signed up together with their company: approving this person opens it. */
  isFirstAdmin?: boolean
  /** The person who vouches for a user that needs no approval. */
  approvedBy?: string
  createdAt?: Date
}

export type CreatedUser = Pick<
  typeof users.$inferSelect,
  'id' | 'companyId' | 'username' | 'name' | 'role' | 'status' | 'createdAt'
>

/** Creates a user of a company in the actor's scope. */
export function createUser(ctx: Ctx, input: NewUser): Promise<CreatedUser> {
  return transact(ctx, async (ctx) => {
    const { companyId } = await lineOf(ctx, input.companyId)
    const createdAt = input.createdAt ?? ctx.clock.now()
    const status = input.status ?? 'approved'
    const user = {
      id: newId(createdAt),
      companyId,
      username: usernameOf(input.username),
      name: input.name,
      role: input.role,
      status,
      createdAt,
    }
    const { passwordHash, email, phone, isFirstAdmin, approvedBy } = input
    const approvedAt = status === 'approved' ? createdAt : null
    await ctx.db
      .insert(users)
      .values({ ...user, passwordHash, email, phone, isFirstAdmin, approvedBy, approvedAt })
    return user
  })
}

/** Stores a new hash of the same password, unless the password changed meanwhile. */
export async function renewPasswordHash(
  ctx: TxCtx,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await ctx.db
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, userId), eq(users.passwordHash, from)))
}

/**
 * Records the last sign-in of the acting person without raising their version. False when the verified
 * password is no longer theirs. A concurrent password change waits for this row, and then also ends the new
 * session.
 */
export async function noteSignIn(ctx: TxCtx, verifiedHash: string): Promise<boolean> {
  const noted = await ctx.db
    .update(users)
    .set({ lastLoginAt: ctx.clock.now() })
    .where(and(eq(users.id, ctx.actor.userId), eq(users.passwordHash, verifiedHash)))
    .returning({ id: users.id })
  return noted.length > 0
}

import { and, eq, sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { maskEmail, maskName, maskPhone } from '../access/masking.ts'
import { record } from '../audit/record.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { accountOf, meIn } from './account.ts'
import type { EditProfile, Me } from './contract.ts'
import { userChanged } from './deciding.ts'

/** A person's own name and how it is reached. */
export function editProfile(
  ctx: Ctx,
  { version, name, email, phone }: Omit<EditProfile, 'currentPassword'>,
): Promise<Me> {
  const { userId } = ctx.actor
  return transact(ctx, async (ctx) => {
    const before = await accountOf(ctx, userId)
    if (!before) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
    requireVersion(before.user, version)
    const edited = await ctx.db
      .update(users)
      .set({ name, email, phone, version: sql`${users.version} + 1` })
      .where(and(eq(users.id, userId), eq(users.version, version)))
      .returning({ version: users.version })
    // Somebody else's edit came in between the reading and the writing.
    if (edited.length === 0) requireVersion({ version: version + 1 }, version)
    const after = { ...before, user: { ...before.user, name, email, phone, version: version + 1 } }
    await record(ctx, {
      action: 'user.edit_profile',
      entityId: userId,
      before: masked(before.user),
      after: masked(after.user),
    })
    const { company, hqId, agencyId } = before
    userChanged(ctx, { user: { id: userId }, company: { id: company.id, hqId, agencyId } })
    return meIn(after)
  })
}

type Reached = Pick<EditProfile, 'name' | 'email' | 'phone'>
const masked = ({ name, email, phone }: Reached) => ({
  name: maskName(name),
  email: email && maskEmail(email),
  phone: phone && maskPhone(phone),
})

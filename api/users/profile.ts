import { eq } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { maskEmail, maskName, maskPhone } from '../access/masking.ts'
import { record } from '../audit/record.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, transact } from '../context.ts'
import { meIn, ownAccount } from './account.ts'
import type { EditProfile, Me } from './contract.ts'
import { userChanged } from './decide.ts'
import { holdSignedIn } from './hold-account.ts'

/** Edits a person's own name and contact details. */
export function editProfile(
  ctx: Ctx,
  { version, name, email, phone }: Omit<EditProfile, 'currentPassword'>,
): Promise<Me> {
  const { userId } = ctx.actor
  return transact(ctx, async (ctx) => {
    await holdSignedIn(ctx)
    const before = await ownAccount(ctx)
    requireVersion(before.user, version)
    await ctx.db
      .update(users)
      .set({ name, email, phone, version: version + 1 })
      .where(eq(users.id, userId))
    const after = { ...before, user: { ...before.user, name, email, phone, version: version + 1 } }
    await record(ctx, {
      action: 'user.edit_profile',
      entityId: userId,
      before: masked(before.user),
      after: masked(after.user),
    })
    const { company, hqId, agencyId } = before
    userChanged(ctx, { user: { id: userId }, company: { id: company.id, hqId, agencyId } })
    return meIn(after, ctx.clock.now())
  })
}

type Reached = Pick<EditProfile, 'name' | 'email' | 'phone'>
const masked = ({ name, email, phone }: Reached) => ({
  name: maskName(name),
  email: email && maskEmail(email),
  phone: phone && maskPhone(phone),
})

import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { removeFactorOf } from '../factors/commands.ts'
import { unlockAccount } from '../lockout/lockout.ts'
import { notify } from '../notifications/notify.ts'
import { userChanged } from '../users/decide.ts'
import { subjectFor } from '../users/subject.ts'

/**
 * Removes the second factor of a person who lost it. Where the tree's rule requires a factor, they must set
 * up another.
 */
export async function resetSecondFactor(ctx: Ctx, userId: string): Promise<void> {
  const { company, hqId, agencyId } = await subjectFor(ctx, userId, 'reset_second_factor')
  await transact(ctx, async (ctx) => {
    if (!(await removeFactorOf(ctx, userId))) return
    await record(ctx, {
      action: 'auth.second_factor_removed',
      entityId: userId,
      facts: { by: 'admin' },
    })
    await notify(ctx, {
      companyId: company.id,
      userId,
      type: 'second_factor_changed',
      subjectId: userId,
      params: { what: 'removed' },
    })
    userChanged(ctx, { user: { id: userId }, company: { id: company.id, hqId, agencyId } })
  })
}

/**
 * Lets a person with too many failures try again at once; the address that the failures came from stays
 * locked.
 */
export async function unlockPerson(ctx: Ctx, userId: string): Promise<void> {
  const { user, company, hqId, agencyId } = await subjectFor(ctx, userId, 'unlock')
  await transact(ctx, async (ctx) => {
    if (!(await unlockAccount(ctx, user.username))) return
    await record(ctx, { action: 'auth.unlocked', entityId: userId })
    userChanged(ctx, { user: { id: userId }, company: { id: company.id, hqId, agencyId } })
  })
}

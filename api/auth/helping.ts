import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { removeFactorOf } from '../factors/commands.ts'
import { unlockAccount } from '../lockout/lockout.ts'
import { notify } from '../notifications/notify.ts'
import { userChanged } from '../users/deciding.ts'
import { subjectFor } from './subject.ts'

/** Takes away the second factor of somebody who lost it. Where the tree's rule asks for one, it is owed. */
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
  await standingChanged(ctx, userId)
}

/** Lets somebody try again at once who had failed too often; the address they failed from stays locked. */
export async function unlockPerson(ctx: Ctx, userId: string): Promise<void> {
  const { user, company, hqId, agencyId } = await subjectFor(ctx, userId, 'unlock')
  await transact(ctx, async (ctx) => {
    if (!(await unlockAccount(ctx, user.username))) return
    await record(ctx, { action: 'auth.unlocked', entityId: userId })
    userChanged(ctx, { user: { id: userId }, company: { id: company.id, hqId, agencyId } })
  })
}

import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { revokeSessions } from '../devices/sessions.ts'
import { notify } from '../notifications/notify.ts'
import { type Account, ownAccount } from '../users/account.ts'
import { storePassword } from '../users/new-password.ts'
import { ownerOf, refusePersonal } from '../users/personal-password.ts'
import type { ChangePassword } from './contract.ts'
import { requireOwnPassword, wrongPassword } from './own-password.ts'
import { hashPassword } from './password.ts'
import { voidResetLinks } from './reset-link.ts'

/** Sets a new password, given the current one, and signs out every other device. */
export async function changePassword(ctx: Ctx, { current, next }: ChangePassword): Promise<void> {
  const { userId, sessionId } = ctx.actor
  const account = await ownAccount(ctx)
  const { passwordHash: from } = account
  await requireOwnPassword(ctx, account, { password: current, path: 'current' })
  refusePersonal(next, ownerOf(account), 'next')
  const to = await hashPassword(ctx, next)
  await transact(ctx, async (ctx) => {
    // A concurrent change has already replaced the password that this one checked.
    if (!(await storePassword(ctx, userId, { from, to }))) throw wrongPassword('current')
    await record(ctx, { action: 'auth.password_changed', entityId: userId })
    await passwordIsNew(ctx, account, { because: 'password_changed', exceptId: sessionId })
  })
}

/**
 * Follow-ups of a new password: sessions opened with the old one end, open reset links become invalid, and
 * the owner is notified.
 */
export async function passwordIsNew(
  ctx: TxCtx,
  { user, company }: Account,
  { because, exceptId }: { because: string; exceptId?: string },
): Promise<void> {
  await voidResetLinks(ctx, user.id)
  await revokeSessions(ctx, user.id, exceptId ? { exceptId } : {}, because)
  await notify(ctx, {
    companyId: company.id,
    userId: user.id,
    type: 'password_changed',
    subjectId: user.id,
    params: {},
  })
}

import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { notify } from '../notifications/notify.ts'
import { type Account, accountOf } from '../users/account.ts'
import { storePassword } from '../users/new-password.ts'
import { attempt } from './attempt.ts'
import type { ChangePassword } from './contract.ts'
import { hashPassword, isPassword } from './password.ts'
import { voidResetLinks } from './reset-link.ts'
import { revokeSessions } from './sessions.ts'

/** Who knows the current password sets a new one. Every other device is signed out. */
export async function changePassword(ctx: Ctx, { current, next }: ChangePassword): Promise<void> {
  const { userId, sessionId } = ctx.actor
  const account = await accountOf(ctx, userId)
  if (!account) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
  const { passwordHash: from, user } = account
  const shown = { username: user.username, account, shows: 'password' } as const
  if (!(await attempt(ctx, shown, () => isPassword(ctx, current, from)))) throw wrongCurrent()
  const to = await hashPassword(ctx, next)
  await transact(ctx, async (ctx) => {
    // Of two changes at once only one was told the password that the other had to know.
    if (!(await storePassword(ctx, userId, { from, to }))) throw wrongCurrent()
    await record(ctx, { action: 'auth.password_changed', entityId: userId })
    await passwordIsNew(ctx, account, { because: 'password_changed', exceptId: sessionId })
  })
  await standingChanged(ctx, userId)
}

function wrongCurrent(): AppError {
  const message = 'This is not your current password.'
  const errors = [{ path: 'current', code: 'wrong_password', message }]
  return new AppError('invalid_input', message, { errors })
}

/**
 * What follows once a new password is stored: whoever came in by the old one is out, no link that is
 * still about sets another, and its owner is told. The caller awaits `standingChanged` after its commit.
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

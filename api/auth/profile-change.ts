import { requireVersion } from '../companies/lock.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Account, accountOf } from '../users/account.ts'
import type { EditProfile, Me } from '../users/contract.ts'
import { editProfile } from '../users/profile.ts'
import { attempt } from './attempt.ts'
import { isPassword } from './password.ts'

/**
 * The own name and how one is reached. Another e-mail asks for the password: links that set a new one go
 * there, and an open desk must not be enough to take an account over.
 */
export async function changeProfile(
  ctx: Ctx,
  { currentPassword, ...profile }: EditProfile,
): Promise<Me> {
  const account = await accountOf(ctx, ctx.actor.userId)
  if (!account) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
  // First: an edit under a version that is still to come would be compared with what stands before it.
  requireVersion(account.user, profile.version)
  if (profile.email !== account.user.email) await requirePassword(ctx, account, currentPassword)
  return editProfile(ctx, profile)
}

async function requirePassword(ctx: Ctx, account: Account, password: string | undefined) {
  if (!password) throw refused('required', 'Send your current password to change the e-mail.')
  const shown = { username: account.user.username, account, shows: 'password' } as const
  if (!(await attempt(ctx, shown, () => isPassword(ctx, password, account.passwordHash))))
    throw refused('wrong_password', 'This is not your current password.')
}

function refused(code: string, message: string): AppError {
  return new AppError('invalid_input', message, {
    errors: [{ path: 'currentPassword', code, message }],
  })
}

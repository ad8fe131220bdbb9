import { requireVersion } from '../companies/lock.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireOwnPassword } from '../passwords/own-password.ts'
import { type Account, ownAccount } from '../users/account.ts'
import type { EditProfile, Me } from '../users/contract.ts'
import { editProfile } from '../users/profile.ts'

/**
 * Changes name and contact details. A new e-mail requires the password: reset links go to that address, and
 * an unattended desk must not be enough to take over an account.
 */
export async function changeProfile(
  ctx: Ctx,
  { currentPassword, ...profile }: EditProfile,
): Promise<Me> {
  const account = await ownAccount(ctx)
  // The version comes first: an edit with a future version would be compared with older values.
  requireVersion(account.user, profile.version)
  if (profile.email !== account.user.email) await requirePassword(ctx, account, currentPassword)
  return editProfile(ctx, profile)
}

async function requirePassword(ctx: Ctx, account: Account, password: string | undefined) {
  const path = 'currentPassword'
  if (password) return requireOwnPassword(ctx, account, { password, path })
  const message = 'Send your current password to change the e-mail.'
  throw new AppError('invalid_input', message, { errors: [{ path, code: 'required', message }] })
}

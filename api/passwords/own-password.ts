import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { attempt } from '../lockout/attempt.ts'
import { sessionGuards } from '../lockout/guards.ts'
import type { Account } from '../users/account.ts'
import { isPassword } from './password.ts'

/**
 * Refuses unless this is the password of the signed-in person; `path` is its field in the input. Failures
 * count by session and person, so a stranger's failures cannot lock it.
 */
export async function requireOwnPassword(
  ctx: Ctx,
  account: Account,
  { password, path }: { password: string; path: string },
): Promise<void> {
  const { username } = account.user
  const guards = sessionGuards(username, ctx.actor)
  const shown = { username, account, shows: 'password', guards } as const
  if (!(await attempt(ctx, shown, () => isPassword(ctx, password, account.passwordHash))))
    throw wrongPassword(path)
}

export function wrongPassword(path: string): AppError {
  const message = 'This is not your current password.'
  return new AppError('invalid_input', message, {
    errors: [{ path, code: 'wrong_password', message }],
  })
}

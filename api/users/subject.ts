import { and, eq } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { companiesOf } from '../companies/scope.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Account, selectAccounts } from './account.ts'
import { type UserAction, whyNot } from './actions.ts'

/** A person of a company in the calling admin's scope; throws `not_found` for any other. */
export async function personFor(ctx: Ctx, userId: string): Promise<Account> {
  const [account] = await selectAccounts(ctx.db).where(
    and(eq(users.id, userId), companiesOf(ctx.actor)),
  )
  if (!account) throw new AppError('not_found', 'There is no such user.')
  return account
}

/** The same before an admin changes how another person signs in. */
export async function subjectFor(
  ctx: Ctx,
  userId: string,
  action: Extract<UserAction, 'reset_password' | 'reset_second_factor' | 'unlock' | 'sign_out'>,
): Promise<Account> {
  const account = await personFor(ctx, userId)
  const { user, status } = account
  // A missing factor or lock is no reason to refuse: the command then does nothing.
  const person = { ...user, status, isLastAdmin: false, hasFactor: true, isLocked: true }
  const why = whyNot(ctx.actor, person, action)
  if (why === 'own')
    throw new AppError(
      'conflict',
      'Nobody does this to the own account. Your settings have what you need.',
      { facts: { why } },
    )
  if (why)
    throw new AppError('invalid_transition', `This cannot be done to a person who is ${status}.`, {
      facts: { status, action },
    })
  return account
}

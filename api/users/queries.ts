import { explain } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { accountOf, meIn } from './account.ts'
import type { Me, PermissionList } from './contract.ts'

/** The signed-in user as the database knows it now. */
export async function readMe(ctx: Ctx): Promise<Me> {
  const account = await accountOf(ctx, ctx.actor.userId)
  if (!account) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
  return meIn(account)
}

/** Everything that can be asked for, with what gives it to the actor or why it may not. */
export const explainPermissions = ({ actor, clock }: Ctx): PermissionList => ({
  items: explain(actor, clock.now().getTime()),
})

import type { Ctx } from '../context.ts'
import { accountOf } from './account.ts'
import { approvedLetter } from './letter.ts'

/** Writes to a person that it may sign in, unless that is no longer true. */
export async function tellApproved(ctx: Ctx, userId: string): Promise<void> {
  const account = await accountOf(ctx, userId)
  if (account?.status !== 'approved' || !account.user.email || !ctx.mail.configured) return
  const letter = approvedLetter(account.company.name, ctx.settings.publicUrl)
  await ctx.mail.send({ to: account.user.email, ...letter })
}

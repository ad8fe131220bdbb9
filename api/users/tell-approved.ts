import type { Ctx } from '../context.ts'
import { accountOf } from './account.ts'

/** Mails a person that they may sign in, unless that is no longer true. */
export async function tellApproved(ctx: Ctx, userId: string): Promise<void> {
  const account = await accountOf(ctx, userId)
  if (account?.status !== 'approved' || !account.user.email || !ctx.mail.configured) return
  const letter = approvedLetter(account.company.name, ctx.settings.publicUrl)
  await ctx.mail.send({ to: account.user.email, ...letter })
}

/** The letter that tells people that an admin approved them. */
const approvedLetter = (company: string, publicUrl: string) => ({
  subject: '[마루] 가입이 승인됐어요',
  text: `${company} 가입이 승인됐어요. 이제 로그인할 수 있어요.\n\n${publicUrl}/login\n`,
})

import { type Ctx, transact } from '../context.ts'
import { accountOf, signInBarOf } from '../users/account.ts'
import { HANDED_SECONDS, MAILED_SECONDS, mintResetLink } from './reset-link.ts'

/**
 * Makes a link and mails it. Each attempt makes a new link, so that no readable secret has to be stored until
 * it is sent. `askedBy` is the admin who asked for the link, or null.
 */
export async function mailPasswordReset(
  ctx: Ctx,
  { userId, askedBy }: { userId: string; askedBy: string | null },
): Promise<void> {
  const account = await accountOf(ctx, userId)
  if (!account?.user.email || signInBarOf(account) || !ctx.mail.configured) return
  const { name, email, username } = account.user
  const seconds = askedBy ? HANDED_SECONDS : MAILED_SECONDS
  const { link } = await transact(ctx, (ctx) =>
    mintResetLink(ctx, userId, { createdBy: askedBy, seconds }),
  )
  const text = [
    `${name}님, 아래 주소에서 ${username} 계정의 비밀번호를 새로 정할 수 있어요.`,
    '',
    link,
    '',
    `이 주소는 ${askedBy ? '24시간' : '30분'} 동안 한 번만 쓸 수 있어요.`,
    askedBy
      ? '회사 관리자가 요청해서 보냈어요.'
      : '요청하지 않았다면 이 메일을 무시해 주세요. 비밀번호는 그대로예요.',
  ].join('\n')
  await ctx.mail.send({ to: email, subject: '[마루] 비밀번호를 새로 정해 주세요', text })
}

import { enqueue } from '#jobs/enqueue.ts'
import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { unlockAccount } from '../lockout/lockout.ts'
import { revokeTokensOf } from '../tokens/commands.ts'
import { accountNamed, accountOf, actorFor, barOf, type Visitor } from '../users/account.ts'
import { storePassword } from '../users/new-password.ts'
import { usernameOf } from '../users/username.ts'
import type { AskPasswordReset, ResetLink, ResetPassword } from './contract.ts'
import { hashPassword } from './password.ts'
import { passwordIsNew } from './password-change.ts'
import {
  HANDED_SECONDS,
  mintResetLink,
  ownerOfResetToken,
  useResetToken,
  voidResetLinks,
} from './reset-link.ts'
import { subjectFor } from './subject.ts'

/** Mails an hour to one person, whoever asks for them. */
const MAILS_MAX = 3
const MAILS_SECONDS = 3600

/**
 * Sends a link to the person's own address. All of it after the answer, which is therefore the same and
 * as fast whether or not there is such an account.
 */
export function askPasswordReset(ctx: Visitor, { username }: AskPasswordReset): void {
  ctx.defer(beginReset(ctx, usernameOf(username)))
}

async function beginReset(ctx: Visitor, username: string): Promise<void> {
  const account = await accountNamed(ctx, username)
  if (!account?.user.email || barOf(account) || !ctx.mail.configured) return
  const { id: userId } = account.user
  const asked = `password-mail:${userId}`
  if (!(await ctx.limiter.limit(asked, MAILS_MAX, MAILS_SECONDS)).allowed) return
  await transact({ ...ctx, actor: actorFor(account, { id: '' }) }, async (ctx) => {
    await record(ctx, {
      action: 'auth.password_reset_asked',
      entityId: userId,
      facts: { by: 'mail' },
    })
    await enqueue(ctx, 'auth.mail_password_reset', { userId, askedBy: null })
  })
}

/** A link for somebody who cannot sign in, to be handed over; older ones end. The second factor stays. */
export async function makeResetLink(ctx: Ctx, userId: string): Promise<ResetLink> {
  const { user } = await subjectFor(ctx, userId, 'reset_password')
  const { userId: createdBy } = ctx.actor
  const mailed = user.email !== null && ctx.mail.configured
  return transact(ctx, async (ctx) => {
    await voidResetLinks(ctx, userId)
    const made = await mintResetLink(ctx, userId, { createdBy, seconds: HANDED_SECONDS })
    await record(ctx, {
      action: 'auth.password_reset_asked',
      entityId: userId,
      facts: { by: 'admin' },
    })
    if (mailed) await enqueue(ctx, 'auth.mail_password_reset', { userId, askedBy: createdBy })
    return { link: made.link, expiresAt: made.expiresAt.toISOString(), mailed }
  })
}

/** Sets the password by a link's token: every device is signed out; other links, tokens and the lock end. */
export async function resetPassword(
  visitor: Visitor,
  { token, password }: ResetPassword,
): Promise<void> {
  const userId = await ownerOfResetToken(visitor, token)
  const account = userId && (await accountOf(visitor, userId))
  if (!userId || !account || barOf(account)) throw over()
  const to = await hashPassword(visitor, password)
  await transact({ ...visitor, actor: actorFor(account, { id: '' }) }, async (ctx) => {
    const used = await useResetToken(ctx, token)
    if (!used) throw over()
    await storePassword(ctx, userId, { to })
    await unlockAccount(ctx, account.user.username)
    const facts = { by: used.createdBy ? 'admin' : 'mail' }
    await record(ctx, { action: 'auth.password_reset', entityId: userId, facts })
    await passwordIsNew(ctx, account, { because: 'password_reset' })
    // Who lost a password may have lost it to somebody, who may have made tokens with it.
    await revokeTokensOf(ctx, userId)
  })
  await standingChanged(visitor, userId)
}

/** One answer for a link that was used, has run out, never was, or whose owner may not come in. */
const over = () => new AppError('gone', 'This link was used or has run out. Ask for another one.')

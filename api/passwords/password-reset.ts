import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceWithSecret } from '../idempotency/once.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { unlockAccount } from '../lockout/lockout.ts'
import { refuseWrong } from '../lockout/wrong-secret.ts'
import { revokeTokensOf } from '../tokens/commands.ts'
import { accountNamed, accountOf, actorFor, signInBarOf, type Visitor } from '../users/account.ts'
import { storePassword } from '../users/new-password.ts'
import { ownerOf, refusePersonal } from '../users/personal-password.ts'
import { subjectFor } from '../users/subject.ts'
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

/** Mails an hour to one person, from any number of requesters. */
const MAILS_MAX = 3
const MAILS_SECONDS = 3600

/**
 * Mails a link to the person's own address. All work happens after the answer, so its content and time do not
 * reveal whether the account exists.
 */
export function askPasswordReset(ctx: Visitor, { username }: AskPasswordReset): void {
  ctx.defer(beginReset(ctx, usernameOf(username)))
}

async function beginReset(ctx: Visitor, username: string): Promise<void> {
  const account = await accountNamed(ctx, username)
  if (!account?.user.email || signInBarOf(account) || !ctx.mail.configured) return
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

/**
 * A link that an admin gives to a person who cannot sign in; it voids older ones. The second factor stays.
 */
export async function makeResetLink(ctx: Ctx, userId: string): Promise<ResetLink> {
  const { user } = await subjectFor(ctx, userId, 'reset_password')
  const { userId: createdBy } = ctx.actor
  const mailed = user.email !== null && ctx.mail.configured
  return onceWithSecret(ctx, async (ctx) => {
    await voidResetLinks(ctx, userId)
    const made = await mintResetLink(ctx, userId, { createdBy, seconds: HANDED_SECONDS })
    await record(ctx, {
      action: 'auth.password_reset_asked',
      entityId: userId,
      facts: { by: 'admin' },
    })
    if (mailed) await enqueue(ctx, 'auth.mail_password_reset', { userId, askedBy: createdBy })
    const { id, link, expiresAt } = made
    return { id, answer: { link, expiresAt: expiresAt.toISOString(), mailed } }
  })
}

/** Sets the password by a link's token. All devices are signed out; other links, tokens and the lock end. */
export async function resetPassword(
  visitor: Visitor,
  { token, password }: ResetPassword,
): Promise<void> {
  const userId = await ownerOfResetToken(visitor, token)
  const account = userId && (await accountOf(visitor, userId))
  if (!userId || !account || signInBarOf(account))
    return refuseWrong(visitor, { what: 'link', address: visitor.address }, over())
  refusePersonal(password, ownerOf(account), 'password')
  const to = await hashPassword(visitor, password)
  await transact({ ...visitor, actor: actorFor(account, { id: '' }) }, async (ctx) => {
    const used = await useResetToken(ctx, token)
    if (!used) throw over()
    await storePassword(ctx, userId, { to })
    await unlockAccount(ctx, account.user.username)
    const facts = { by: used.createdBy ? 'admin' : 'mail' }
    await record(ctx, { action: 'auth.password_reset', entityId: userId, facts })
    await passwordIsNew(ctx, account, { because: 'password_reset' })
    // A thief may know the lost password and may have made tokens with it.
    await revokeTokensOf(ctx, userId)
  })
}

/** The same answer for a link that was used, has expired or never existed, or whose owner may not sign in. */
const over = () => new AppError('gone', 'This link was used or has run out. Ask for another one.')

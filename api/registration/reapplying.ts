import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { attempt } from '../auth/attempt.ts'
import { isPassword, NOBODYS_HASH } from '../auth/password.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { accountNamed, actorFor, type Visitor } from '../users/account.ts'
import { askAgain } from '../users/reapplying.ts'
import { usernameOf } from '../users/username.ts'
import type { Reapply } from './contract.ts'
import { decidersFor, tellWhoDecides } from './newcomer.ts'

/**
 * Asks again after a rejection. Whoever does not know the password, is unknown or was not rejected
 * gets one answer as late; a wrong password counts towards the same lock as at the sign-in.
 */
export async function reapply(
  ctx: Visitor,
  { username, password, ...said }: Reapply,
): Promise<void> {
  const account = await provenAccount(ctx, username, password)
  if (!account) throw refused()
  const { user, company, hqId } = account
  await transact({ ...ctx, actor: actorFor(account, { id: '' }) }, async (ctx) => {
    if (!(await askAgain(ctx, user.id, said))) throw refused()
    await record(ctx, { action: 'user.reapply', entityId: user.id })
    const home = { ...company, hqId, agencyId: account.agencyId }
    await tellWhoDecides(ctx, await decidersFor(ctx, home), {
      userId: user.id,
      who: company.name,
      home,
    })
  })
  await standingChanged(ctx, user.id)
}

async function provenAccount(ctx: Visitor, typed: string, password: string) {
  const username = usernameOf(typed)
  const account = await accountNamed(ctx, username)
  return attempt(ctx, { username, account, shows: 'password' }, async () => {
    const isRight = await isPassword(ctx, password, account?.passwordHash ?? NOBODYS_HASH)
    return isRight ? account : undefined
  })
}

const refused = () => new AppError('unauthenticated', 'The username or the password is wrong.')

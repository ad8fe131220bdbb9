import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { attempt } from '../lockout/attempt.ts'
import { isPassword, NOBODYS_HASH } from '../passwords/password.ts'
import { accountNamed, actorFor, type Visitor } from '../users/account.ts'
import { askAgain } from '../users/ask-again.ts'
import { usernameOf } from '../users/username.ts'
import type { Reapply } from './contract.ts'
import { decidersFor, tellWhoDecides } from './newcomer.ts'

/**
 * Applies again after a rejection. A wrong password, an unknown username and a person who was not rejected
 * get the same answer after the same time. A wrong password counts towards the lock of the sign-in.
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

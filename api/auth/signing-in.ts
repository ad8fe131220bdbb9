import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { verifyCode } from '../factors/verify.ts'
import { newId } from '../ids.ts'
import {
  type Account,
  accountNamed,
  accountOf,
  actorFor,
  factorOf,
  type Visitor,
} from '../users/account.ts'
import { noteSignIn, renewPasswordHash } from '../users/commands.ts'
import { usernameOf } from '../users/username.ts'
import { admit } from './admission.ts'
import { attempt } from './attempt.ts'
import { CHALLENGE_SECONDS, challengeFor, isOf, overdue, readChallenge } from './challenge.ts'
import type { FinishSignIn, SecondStep, SignIn } from './contract.ts'
import { codeWasUsed, wrongCode } from './factor-events.ts'
import { type Issued, issue } from './issue.ts'
import { noteDevice } from './new-device.ts'
import { hashPassword, isPassword, NOBODYS_HASH, needsRehash } from './password.ts'
import { type DeviceFacts, openSession } from './sessions.ts'

/**
 * Opens a session, or asks for the second factor. Who is unknown or mistyped gets one answer, as late;
 * why somebody else may not come in is told to the right password alone.
 */
export async function signIn(
  ctx: Visitor,
  { username: typed, password }: SignIn,
  device: DeviceFacts,
): Promise<Issued | SecondStep> {
  const username = usernameOf(typed)
  const account = await accountNamed(ctx, username)
  const known = await attempt(ctx, { username, account, shows: 'password' }, async () => {
    const isRight = await isPassword(ctx, password, account?.passwordHash ?? NOBODYS_HASH)
    return isRight && account
  })
  if (!known) throw mistyped()
  await admit(ctx, known)
  const passwordHash = await renewed(ctx, known, password)
  if (factorOf(known) !== 'held') return open(ctx, { ...known, passwordHash }, device)
  return { challenge: await challengeFor(ctx, known), expiresIn: CHALLENGE_SECONDS }
}

/** The second step: a code of the app or a recovery code, for a password that was shown just before. */
export async function finishSignIn(
  ctx: Visitor,
  { challenge: text, code }: FinishSignIn,
  device: DeviceFacts,
): Promise<Issued> {
  const challenge = await readChallenge(ctx, text)
  const account = await accountOf(ctx, challenge.sub)
  // Without the factor that was asked for, the password decides again what to do.
  if (!account || !isOf(challenge, account) || factorOf(account) !== 'held') throw overdue()
  const { id, username } = account.user
  const by = await attempt(ctx, { username, account, shows: 'code' }, () =>
    verifyCode(ctx, id, code),
  )
  if (!by) throw wrongCode()
  await admit(ctx, account)
  return open(ctx, account, device, by)
}

const mistyped = () => new AppError('unauthenticated', 'The username or the password is wrong.')

async function open(
  ctx: Visitor,
  account: Account,
  device: DeviceFacts,
  by?: 'app' | 'recovery',
): Promise<Issued> {
  const now = ctx.clock.now()
  const id = newId(now)
  const session = await transact({ ...ctx, actor: actorFor(account, { id }) }, async (ctx) => {
    if (!(await noteSignIn(ctx, account.passwordHash))) throw mistyped()
    const session = await openSession(ctx, { ...device, ...(by && { provenAt: now }) })
    await record(ctx, { action: 'auth.login', entityId: id, facts: by ? { by } : {} })
    if (by) await codeWasUsed(ctx, by)
    await noteDevice(ctx, account, id, device)
    return session
  })
  return issue(ctx, account, session)
}

/** The hash to go on with: made anew when today's cost is another than it was made at. */
async function renewed(ctx: Visitor, account: Account, password: string): Promise<string> {
  const { passwordHash: from, user } = account
  if (!needsRehash(from)) return from
  const to = await hashPassword(ctx, password)
  await transact({ ...ctx, actor: actorFor(account, { id: '' }) }, (ctx) =>
    renewPasswordHash(ctx, user.id, { from, to }),
  )
  return to
}

import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { guardsAtDoor } from '../devices/known-device.ts'
import { noteDevice } from '../devices/new-device.ts'
import { type DeviceFacts, openSession } from '../devices/sessions.ts'
import { AppError } from '../errors.ts'
import { verifyCode } from '../factors/verify.ts'
import { newId } from '../ids.ts'
import { attempt } from '../lockout/attempt.ts'
import { hashPassword, isPassword, NOBODYS_HASH, needsRehash } from '../passwords/password.ts'
import {
  type Account,
  accountNamed,
  accountOf,
  actorFor,
  factorOf,
  type Visitor,
} from '../users/account.ts'
import { noteSignIn, renewPasswordHash } from '../users/commands.ts'
import { holdAdmitted } from '../users/hold-account.ts'
import { usernameOf } from '../users/username.ts'
import { admit } from './admission.ts'
import { CHALLENGE_SECONDS, challengeFor, isOf, overdue, readChallenge } from './challenge.ts'
import type { FinishSignIn, SecondStep, SignIn } from './contract.ts'
import { codeWasUsed, wrongCode } from './factor-events.ts'
import { type Issued, issue } from './issue.ts'

/**
 * Opens a session, or asks for the second factor. An unknown username and a wrong password get the same
 * answer after the same time; other refusals state their reason only after the right password.
 */
export async function signIn(
  ctx: Visitor,
  { username: typed, password }: SignIn,
  device: DeviceFacts,
): Promise<Issued | SecondStep> {
  const username = usernameOf(typed)
  const account = await accountNamed(ctx, username)
  const guards = await guardsAtDoor(ctx, username, device)
  const known = await attempt(ctx, { username, account, shows: 'password', guards }, async () => {
    const isRight = await isPassword(ctx, password, account?.passwordHash ?? NOBODYS_HASH)
    return isRight && account
  })
  if (!known) throw mistyped()
  await admit(ctx, known)
  const passwordHash = await renewed(ctx, known, password)
  if (factorOf(known) !== 'held') return open(ctx, { ...known, passwordHash }, device)
  return { challenge: await challengeFor(ctx, known), expiresIn: CHALLENGE_SECONDS }
}

/** The second step: a code of the app or a recovery code, after the password was shown. */
export async function finishSignIn(
  ctx: Visitor,
  { challenge: text, code }: FinishSignIn,
  device: DeviceFacts,
): Promise<Issued> {
  const challenge = await readChallenge(ctx, text)
  const account = await accountOf(ctx, challenge.sub)
  // When the required factor is gone meanwhile, sign-in starts again with the password.
  if (!account || !isOf(challenge, account) || factorOf(account) !== 'held') throw overdue()
  const { id, username } = account.user
  const guards = await guardsAtDoor(ctx, username, device)
  const by = await attempt(ctx, { username, account, shows: 'code', guards }, () =>
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
    if (!(await holdAdmitted(ctx)) || !(await noteSignIn(ctx, account.passwordHash)))
      throw mistyped()
    const session = await openSession(ctx, { ...device, ...(by && { provenAt: now }) })
    await record(ctx, { action: 'auth.login', entityId: id, facts: by ? { by } : {} })
    if (by) await codeWasUsed(ctx, by)
    await noteDevice(ctx, account, id, device)
    return session
  })
  return issue(ctx, account, session)
}

/** The hash to go on with, replaced when it was made at another cost than today's. */
async function renewed(ctx: Visitor, account: Account, password: string): Promise<string> {
  const { passwordHash: from, user } = account
  if (!needsRehash(from)) return from
  const to = await hashPassword(ctx, password)
  await transact({ ...ctx, actor: actorFor(account, { id: '' }) }, (ctx) =>
    renewPasswordHash(ctx, user.id, { from, to }),
  )
  return to
}

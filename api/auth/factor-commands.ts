import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { proveSession } from '../devices/sessions.ts'
import { AppError } from '../errors.ts'
import {
  beginFactor,
  confirmFactor,
  removeFactorOf,
  renewRecoveryCodes,
} from '../factors/commands.ts'
import type { ConfirmFactor, Enrolment, RecoveryCodes, RemoveFactor } from '../factors/contract.ts'
import { digitsIn, verifyCode } from '../factors/verify.ts'
import { attempt } from '../lockout/attempt.ts'
import { sessionGuards } from '../lockout/guards.ts'
import { notify } from '../notifications/notify.ts'
import { requireOwnPassword } from '../passwords/own-password.ts'
import { isPassword } from '../passwords/password.ts'
import { requireFreshProof } from '../tokens/proof.ts'
import { type Account, ownAccount } from '../users/account.ts'
import { holdSignedIn } from '../users/hold-account.ts'
import type { StepUp } from './contract.ts'
import { codeWasUsed, wrongCode } from './factor-events.ts'

/**
 * Creates a new secret for an authenticator app. The person must have shown the password just before, so that
 * at an unattended desk a stranger cannot set up a factor that locks the owner out.
 */
export async function enrol(ctx: Ctx): Promise<Enrolment> {
  const { user, factorSince } = await ownAccount(ctx)
  if (!factorSince) requireFreshProof(ctx)
  return beginFactor(ctx, user.username)
}

/** From now on every sign-in asks for a code; this session counts as having shown one. */
export async function confirmEnrolment(ctx: Ctx, { code }: ConfirmFactor): Promise<RecoveryCodes> {
  const codes = await transact(ctx, async (ctx) => {
    await holdSignedIn(ctx)
    const codes = await confirmFactor(ctx, code)
    await proveSession(ctx, 'provenAt')
    await record(ctx, { action: 'auth.second_factor_added', entityId: ctx.actor.userId })
    await tell(ctx, 'added')
    return codes
  })
  return { codes }
}

/** New recovery codes in exchange for a code of the app; a recovery code is not accepted. */
export async function replaceRecoveryCodes(
  ctx: Ctx,
  { code }: ConfirmFactor,
): Promise<RecoveryCodes> {
  const account = await holderFor(ctx)
  await show(ctx, account, async () => digitsIn(code) !== undefined && verify(ctx, code))
  const codes = await transact(ctx, async (ctx) => {
    await holdSignedIn(ctx)
    const codes = await renewRecoveryCodes(ctx)
    await record(ctx, { action: 'auth.recovery_codes_made', entityId: ctx.actor.userId })
    await tell(ctx, 'codes')
    return codes
  })
  return { codes }
}

/**
 * Removes the factor, given password and code. Where the tree's rule requires a factor, the person must set
 * up another.
 */
export async function removeFactor(ctx: Ctx, { password, code }: RemoveFactor): Promise<void> {
  const account = await holderFor(ctx)
  // The password is checked first, so that a wrong one does not use up the code.
  const by = await show(
    ctx,
    account,
    async () => (await isPassword(ctx, password, account.passwordHash)) && verify(ctx, code),
  )
  await transact(ctx, async (ctx) => {
    await holdSignedIn(ctx)
    await codeWasUsed(ctx, by)
    await removeFactorOf(ctx, ctx.actor.userId)
    await record(ctx, { action: 'auth.second_factor_removed', entityId: ctx.actor.userId })
    await tell(ctx, 'removed')
  })
}

/** A fresh proof for this session: the second factor or, without one, the password. */
export async function stepUp(ctx: Ctx, { code, password }: StepUp): Promise<void> {
  const by =
    code === undefined
      ? await showPassword(ctx, password ?? '')
      : await show(ctx, await holderFor(ctx), () => verify(ctx, code))
  await transact(ctx, async (ctx) => {
    if (by !== 'password') await codeWasUsed(ctx, by)
    await proveSession(ctx, by === 'password' ? 'passwordShownAt' : 'provenAt')
    await record(ctx, {
      action: 'auth.stepped_up',
      entityId: ctx.actor.sessionId,
      facts: { by },
    })
  })
}

const verify = (ctx: Ctx, code: string) => verifyCode(ctx, ctx.actor.userId, code)

/**
 * Failures count by session and person, so a stranger's failures cannot lock it. A wrong code gets its own
 * error.
 */
async function show<T>(ctx: Ctx, account: Account, verify: () => Promise<T | undefined | false>) {
  const { username } = account.user
  const guards = sessionGuards(username, ctx.actor)
  const shown = await attempt(ctx, { username, account, shows: 'code', guards }, verify)
  if (shown === undefined) throw wrongCode()
  return shown
}

/** A person with a factor must show it: the password alone is no fresh proof. */
async function showPassword(ctx: Ctx, password: string): Promise<'password'> {
  const account = await ownAccount(ctx)
  if (account.factorSince)
    throw new AppError('conflict', 'There is a second factor. Show its code instead.')
  await requireOwnPassword(ctx, account, { password, path: 'password' })
  return 'password'
}

async function holderFor(ctx: Ctx): Promise<Account> {
  const account = await ownAccount(ctx)
  if (!account.factorSince)
    throw new AppError('conflict', 'There is no second factor to show. Set one up first.')
  return account
}

const tell = (ctx: TxCtx, what: 'added' | 'removed' | 'codes') =>
  notify(ctx, {
    companyId: ctx.actor.companyId,
    userId: ctx.actor.userId,
    type: 'second_factor_changed',
    subjectId: ctx.actor.userId,
    params: { what },
  })

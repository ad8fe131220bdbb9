import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import {
  beginFactor,
  confirmFactor,
  removeFactorOf,
  renewRecoveryCodes,
} from '../factors/commands.ts'
import type { ConfirmFactor, Enrolment, RecoveryCodes, RemoveFactor } from '../factors/contract.ts'
import { digitsIn, verifyCode } from '../factors/verify.ts'
import { notify } from '../notifications/notify.ts'
import { type Account, accountOf } from '../users/account.ts'
import { attempt } from './attempt.ts'
import type { StepUp } from './contract.ts'
import { codeWasUsed, wrongCode } from './factor-events.ts'
import { isPassword } from './password.ts'
import { proveSession } from './sessions.ts'

/** A new secret for the app of the acting person. */
export async function enrol(ctx: Ctx): Promise<Enrolment> {
  const { user } = await accountFor(ctx)
  return beginFactor(ctx, user.username)
}

/** From now on the app's codes are asked for at every sign-in; this device has shown one. */
export async function confirmEnrolment(ctx: Ctx, { code }: ConfirmFactor): Promise<RecoveryCodes> {
  const codes = await transact(ctx, async (ctx) => {
    const codes = await confirmFactor(ctx, code)
    await proveSession(ctx)
    await record(ctx, { action: 'auth.second_factor_added', entityId: ctx.actor.userId })
    await tell(ctx, 'added')
    return codes
  })
  await standingChanged(ctx, ctx.actor.userId)
  return { codes }
}

/** New recovery codes for a code of the app: a recovery code buys no others. */
export async function replaceRecoveryCodes(
  ctx: Ctx,
  { code }: ConfirmFactor,
): Promise<RecoveryCodes> {
  const account = await holderFor(ctx)
  await show(ctx, account, async () => digitsIn(code) !== undefined && verify(ctx, code))
  const codes = await transact(ctx, async (ctx) => {
    const codes = await renewRecoveryCodes(ctx)
    await record(ctx, { action: 'auth.recovery_codes_made', entityId: ctx.actor.userId })
    await tell(ctx, 'codes')
    return codes
  })
  return { codes }
}

/** Takes the factor away for password and code. Where the tree's rule asks for one, it is owed again. */
export async function removeFactor(ctx: Ctx, { password, code }: RemoveFactor): Promise<void> {
  const account = await holderFor(ctx)
  // The password first: a wrong one must not use up the code.
  const by = await show(
    ctx,
    account,
    async () => (await isPassword(ctx, password, account.passwordHash)) && verify(ctx, code),
  )
  await transact(ctx, async (ctx) => {
    await codeWasUsed(ctx, by)
    await removeFactorOf(ctx, ctx.actor.userId)
    await record(ctx, { action: 'auth.second_factor_removed', entityId: ctx.actor.userId })
    await tell(ctx, 'removed')
  })
  await standingChanged(ctx, ctx.actor.userId)
}

/** Shows the factor again on this device, for what asks for a fresh proof. */
export async function stepUp(ctx: Ctx, { code }: StepUp): Promise<void> {
  const by = await show(ctx, await holderFor(ctx), () => verify(ctx, code))
  await transact(ctx, async (ctx) => {
    await codeWasUsed(ctx, by)
    await proveSession(ctx)
    await record(ctx, {
      action: 'auth.stepped_up',
      entityId: ctx.actor.sessionId,
      facts: { by },
    })
  })
  await standingChanged(ctx, ctx.actor.userId)
}

const verify = (ctx: Ctx, code: string) => verifyCode(ctx, ctx.actor.userId, code)

/** Under the lock-out of the account; a wrong code is said and counted. */
async function show<T>(ctx: Ctx, account: Account, verify: () => Promise<T | undefined | false>) {
  const { username } = account.user
  const shown = await attempt(ctx, { username, account, shows: 'code' }, verify)
  if (shown === undefined) throw wrongCode()
  return shown
}

async function accountFor(ctx: Ctx): Promise<Account> {
  const account = await accountOf(ctx, ctx.actor.userId)
  if (!account) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
  return account
}

async function holderFor(ctx: Ctx): Promise<Account> {
  const account = await accountFor(ctx)
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

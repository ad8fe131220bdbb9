import { and, eq, isNull } from 'drizzle-orm'
import { recoveryCodes, secondFactors } from '#db/schema/factors.ts'
import { authStateChanged } from '../access/auth-state.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Enrolment } from './contract.ts'
import { newRecoveryCode, recoveryCodeIn } from './recovery-code.ts'
import { enrolmentOf, newSecret, stepOf } from './totp.ts'
import { digitsIn } from './verify.ts'

const RECOVERY_CODES = 10

/** Makes a secret for the acting person's app. It has no effect until a code confirms it. */
export async function beginFactor(ctx: Ctx, username: string): Promise<Enrolment> {
  const secret = newSecret()
  const box = await ctx.vault.seal(secret)
  const fresh = { ...box, lastStep: 0, createdAt: ctx.clock.now() }
  const begun = await ctx.db
    .insert(secondFactors)
    .values({ userId: ctx.actor.userId, ...fresh })
    .onConflictDoUpdate({
      target: secondFactors.userId,
      set: fresh,
      // A confirmed factor must be removed first, which requires showing it.
      setWhere: isNull(secondFactors.confirmedAt),
    })
    .returning({ userId: secondFactors.userId })
  if (begun.length === 0)
    throw new AppError('conflict', 'There is a second factor. Remove it before setting up another.')
  return enrolmentOf(secret, username)
}

/** Confirms the begun factor with one of its codes, and returns its recovery codes. */
export async function confirmFactor(ctx: TxCtx, typed: string): Promise<string[]> {
  const { userId, keyId, sealed, confirmedAt } = secondFactors
  const begun = and(eq(userId, ctx.actor.userId), isNull(confirmedAt))
  const [factor] = await ctx.db.select({ keyId, sealed }).from(secondFactors).where(begun)
  if (!factor) throw new AppError('conflict', 'No second factor is being set up. Begin again.')
  const now = ctx.clock.now()
  const step = stepOf(await ctx.vault.open(factor), digitsIn(typed) ?? '', now)
  if (step === undefined)
    throw new AppError('wrong_code', 'This is not the code of the new secret. Check the clock.')
  const confirmed = await ctx.db
    .update(secondFactors)
    .set({ confirmedAt: now, lastStep: step })
    .where(and(begun, eq(sealed, factor.sealed)))
    .returning({ userId })
  if (confirmed.length === 0)
    throw new AppError('conflict', 'Another tab was quicker. Look at your account.')
  authStateChanged(ctx, ctx.actor.userId)
  return renewRecoveryCodes(ctx)
}

/** New recovery codes for the acting person; the old ones become invalid. */
export async function renewRecoveryCodes(ctx: TxCtx): Promise<string[]> {
  const { userId } = ctx.actor
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const rows = codes.map((code) => ({ userId, codeHash: sha256(recoveryCodeIn(code) ?? '') }))
  await ctx.db.insert(recoveryCodes).values(rows)
  return codes
}

/** Removes a person's second factor, confirmed or not, with its recovery codes; true if it was confirmed. */
export async function removeFactorOf(ctx: TxCtx, userId: string): Promise<boolean> {
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const gone = await ctx.db
    .delete(secondFactors)
    .where(eq(secondFactors.userId, userId))
    .returning({ confirmedAt: secondFactors.confirmedAt })
  authStateChanged(ctx, userId)
  return gone.some(({ confirmedAt }) => confirmedAt !== null)
}

import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { recoveryCodes, secondFactors } from '#db/schema/factors.ts'
import type { Platform } from '../platform/platform.ts'
import { sha256 } from '../platform/sha256.ts'
import { recoveryCodeIn } from './recovery-code.ts'
import { stepOf } from './totp.ts'

type Verifying = Pick<Platform, 'db' | 'clock' | 'vault'>

/**
 * Which second factor of this person this code is, if any. The statement that accepts a code also uses it up,
 * so of two concurrent requests with one code only one succeeds.
 */
export async function verifyCode(
  ctx: Verifying,
  userId: string,
  typed: string,
): Promise<'app' | 'recovery' | undefined> {
  const digits = digitsIn(typed)
  if (digits) return (await takeAppCode(ctx, userId, digits)) ? 'app' : undefined
  const code = recoveryCodeIn(typed)
  return code && (await takeRecoveryCode(ctx, userId, code)) ? 'recovery' : undefined
}

/** Six digits, as an app shows them or with a space in the middle. */
export const digitsIn = (typed: string): string | undefined =>
  typed
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .match(/^\d{6}$/)?.[0]

async function takeAppCode(ctx: Verifying, userId: string, digits: string): Promise<boolean> {
  const { keyId, sealed, lastStep, confirmedAt } = secondFactors
  const mine = and(eq(secondFactors.userId, userId), isNotNull(confirmedAt))
  const [factor] = await ctx.db.select({ keyId, sealed }).from(secondFactors).where(mine)
  if (!factor) return false
  const step = stepOf(await ctx.vault.open(factor), digits, ctx.clock.now())
  if (step === undefined) return false
  const taken = await ctx.db
    .update(secondFactors)
    .set({ lastStep: step })
    // The seal must match too: the secret may have changed meanwhile.
    .where(and(mine, eq(sealed, factor.sealed), lt(lastStep, step)))
    .returning({ userId: secondFactors.userId })
  return taken.length === 1
}

async function takeRecoveryCode(
  { db, clock }: Verifying,
  userId: string,
  code: string,
): Promise<boolean> {
  const taken = await db
    .update(recoveryCodes)
    .set({ usedAt: clock.now() })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, sha256(code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId })
  return taken.length === 1
}

import { record } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { recoveryCodesLeft } from '../factors/queries.ts'

export const wrongCode = () =>
  new AppError('wrong_code', 'This code is wrong, too old or used already. Show the next one.')

/** A recovery code bypasses the app, so each use is recorded with the number of codes left. */
export async function codeWasUsed(ctx: TxCtx, by: 'app' | 'recovery'): Promise<void> {
  if (by === 'app') return
  const { userId } = ctx.actor
  const left = await recoveryCodesLeft(ctx, userId)
  await record(ctx, { action: 'auth.recovery_code_used', entityId: userId, facts: { left } })
}

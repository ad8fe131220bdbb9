import { and, count, eq, isNull } from 'drizzle-orm'
import { recoveryCodes } from '#db/schema/factors.ts'
import type { Ctx } from '../context.ts'
import { factorOf, ownAccount } from '../users/account.ts'
import type { SecondFactor } from './contract.ts'

/** Whether the acting person has a second factor and needs one. */
export async function readFactor(ctx: Ctx): Promise<SecondFactor> {
  const account = await ownAccount(ctx)
  return {
    enrolled: account.factorSince !== null,
    required: factorOf({ ...account, factorSince: null }) === 'owed',
    since: account.factorSince?.toISOString() ?? null,
    recoveryCodesLeft: await recoveryCodesLeft(ctx, ctx.actor.userId),
  }
}

export async function recoveryCodesLeft({ db }: Pick<Ctx, 'db'>, userId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}

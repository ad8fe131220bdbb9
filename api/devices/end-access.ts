import { and, eq, gt, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { companies } from '#db/schema/companies.ts'
import { sessions } from '#db/schema/devices.ts'
import { users } from '#db/schema/users.ts'
import { recordEach } from '../audit/record.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { revokeTokensWhere } from '../tokens/commands.ts'

/** Reasons under which the device stays known when the person signs in again. */
type Because = 'suspended' | 'company_closed'

/**
 * Ends every session and token of a person for good: after reinstatement they sign in again, and nothing that
 * was open before revives. The caller names the auth state as changed.
 */
export const endAccessOf = (ctx: TxCtx, userId: string, because: Because): Promise<void> =>
  endAccess(ctx, (column) => eq(column, userId), because)

/** The same for all people of a company and of those below it. */
export function endAccessBelow(ctx: TxCtx, companyId: string, because: Because): Promise<void> {
  const people = ctx.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .where(or(eq(companies.id, companyId), eq(companies.agencyId, companyId)))
  return endAccess(ctx, (column) => inArray(column, people), because)
}

async function endAccess(
  ctx: TxCtx,
  whose: (column: PgColumn) => SQL,
  because: Because,
): Promise<void> {
  const now = ctx.clock.now()
  const ended = await ctx.db
    .update(sessions)
    .set({ revokedAt: now, revokedBecause: because })
    .where(and(whose(sessions.userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
    .returning({ id: sessions.id })
  const by: Ctx = ctx
  if (ended.length > 0)
    await recordEach(
      ctx,
      ended.map(({ id }) => ({
        ...{ by, action: 'auth.session_revoked' as const, entityId: id },
        facts: { because },
      })),
    )
  await revokeTokensWhere(ctx, whose)
}

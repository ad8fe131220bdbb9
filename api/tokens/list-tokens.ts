import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { apiTokens } from '#db/schema/tokens.ts'
import type { Ctx } from '../context.ts'
import type { ApiToken, ApiTokenList } from './contract.ts'

/** How long an expired token stays listed, so that people can see why a program stopped. */
const SHOWN_DAYS = 30

/** The caller's tokens, newest first, without revoked ones. */
export async function listTokens(ctx: Ctx): Promise<ApiTokenList> {
  const shownFrom = new Date(ctx.clock.now().getTime() - SHOWN_DAYS * 86_400_000)
  const rows = await ctx.db
    .select()
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.userId, ctx.actor.userId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, shownFrom),
      ),
    )
    .orderBy(desc(apiTokens.id))
  return { items: rows.map(shown) }
}

export const shown = (row: typeof apiTokens.$inferSelect): ApiToken => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})

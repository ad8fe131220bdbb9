import { and, eq, gt, isNull } from 'drizzle-orm'
import { apiTokens } from '#db/schema/tokens.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Visitor } from '../users/account.ts'

/** What every personal access token begins with, so that one is recognised wherever it turns up. */
export const TOKEN_PREFIX = 'maru_pat_'

export const hashOfToken = (secret: string): string => sha256(secret)

/** The live token with this secret. Whether its owner may still come in is the caller's to ask. */
export async function findToken(ctx: Pick<Visitor, 'db' | 'clock'>, secret: string) {
  const { id, userId, scopes, expiresAt, lastUsedAt } = apiTokens
  const [token] = await ctx.db
    .select({ id, userId, scopes, expiresAt, lastUsedAt })
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.tokenHash, hashOfToken(secret)),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, ctx.clock.now()),
      ),
    )
  return token
}

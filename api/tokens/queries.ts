import { and, eq, gt, isNull } from 'drizzle-orm'
import { apiTokens } from '#db/schema/tokens.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Visitor } from '../users/account.ts'

/** The prefix of every personal access token, by which a leaked one is recognised. */
export const TOKEN_PREFIX = 'maru_pat_'

export const hashOfToken = (secret: string): string => sha256(secret)

/** The valid token with this secret. The caller must check whether its owner may sign in. */
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

import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { apiTokens } from '#db/schema/tokens.ts'
import type { Platform } from '../platform/platform.ts'

const TOUCH_SECONDS = 60

/** Records that a token was used, at most once a minute. */
export async function touchToken(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  id: string,
): Promise<void> {
  const now = clock.now()
  const before = new Date(now.getTime() - TOUCH_SECONDS * 1000)
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(
      and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, before))),
    )
}

import { and, count, eq, gt, isNull, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { apiTokens } from '#db/schema/tokens.ts'
import { authStateChanged } from '../access/auth-state.ts'
import { permissionsOf } from '../access/permissions.ts'
import { record, recordEach } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceWithSecret } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { notify } from '../notifications/notify.ts'
import { holdSignedIn } from '../users/hold-account.ts'
import { type CreateApiToken, type CreatedApiToken, TOKENS_MAX } from './contract.ts'
import { shown } from './list-tokens.ts'
import { requireFreshProof } from './proof.ts'
import { hashOfToken } from './queries.ts'
import { newTokenSecret } from './secret.ts'

/** Makes a token for one of the acting person's programs, limited to what that person may do. */
export async function createToken(ctx: Ctx, input: CreateApiToken): Promise<CreatedApiToken> {
  // A token never shows a proof itself, so its maker must show one first.
  if (ctx.actor.factor === 'owed')
    throw new AppError('second_factor_required', 'Set up a second factor before making tokens.')
  requireFreshProof(ctx)
  const scopes = heldScopes(ctx, input.scopes)
  const { userId } = ctx.actor
  const secret = newTokenSecret()
  return onceWithSecret(ctx, async (ctx) => {
    await requireRoom(ctx)
    const now = ctx.clock.now()
    const [token] = await ctx.db
      .insert(apiTokens)
      .values({
        id: newId(now),
        userId,
        name: input.name,
        tokenHash: hashOfToken(secret),
        scopes,
        createdAt: now,
        expiresAt: new Date(now.getTime() + input.expiresInDays * 86_400_000),
      })
      .returning()
    if (!token) throw new Error('insert returned no row')
    await record(ctx, {
      action: 'auth.token_made',
      entityId: token.id,
      facts: { scopes: scopes.join(' '), days: input.expiresInDays },
    })
    await tellOwner(ctx, token)
    return { id: token.id, answer: { ...shown(token), secret } }
  })
}

/** Notifies the owner in the inbox and by mail, in case somebody else made the token. */
async function tellOwner(ctx: TxCtx, { id }: { id: string }): Promise<void> {
  const { companyId, userId } = ctx.actor
  await notify(ctx, { companyId, userId, type: 'token_made', subjectId: id, params: {} })
  if (ctx.mail.configured) await enqueue(ctx, 'auth.tell_new_token', { tokenId: id })
}

/** The token is refused from the program's next request on. May be repeated. */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  const { userId } = ctx.actor
  const own = and(eq(apiTokens.id, id), eq(apiTokens.userId, userId))
  await transact(ctx, async (ctx) => {
    const [token] = await ctx.db.select({ id: apiTokens.id }).from(apiTokens).where(own)
    if (!token) throw new AppError('not_found', 'There is no such token.')
    const revoked = await ctx.db
      .update(apiTokens)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(own, isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id })
    if (revoked.length > 0) await record(ctx, { action: 'auth.token_revoked', entityId: id })
    authStateChanged(ctx, userId)
  })
}

/** Revokes every token of a person, who need not be the actor. */
export async function revokeTokensOf(ctx: TxCtx, userId: string): Promise<string[]> {
  const revoked = await revokeTokensWhere(ctx, (column) => eq(column, userId))
  authStateChanged(ctx, userId)
  return revoked
}

/** The same for many people at once; the caller names their auth state as changed. */
export async function revokeTokensWhere(
  ctx: TxCtx,
  whose: (column: PgColumn) => SQL,
): Promise<string[]> {
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.clock.now() })
    .where(
      and(
        whose(apiTokens.userId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, ctx.clock.now()),
      ),
    )
    .returning({ id: apiTokens.id })
  const ids = revoked.map(({ id }) => id)
  if (ids.length > 0)
    await recordEach(
      ctx,
      ids.map((entityId) => ({ by: ctx, action: 'auth.token_revoked' as const, entityId })),
    )
  return ids
}

/** Refuses permissions that no program may have, and those that the person does not hold. */
function heldScopes({ actor }: Ctx, asked: readonly string[]): string[] {
  const held = new Set<string>(permissionsOf(actor))
  held.delete('account.manage')
  const errors = asked.flatMap((scope, i) =>
    held.has(scope)
      ? []
      : [{ path: `scopes.${i}`, code: 'not_held', message: 'You cannot give this permission.' }],
  )
  if (errors.length > 0)
    throw new AppError('invalid_input', 'A token holds permissions of its owner only.', { errors })
  return [...new Set(asked)]
}

/**
 * Counts the tokens of one person under a lock, or two concurrent requests would both be the last allowed.
 */
async function requireRoom(ctx: TxCtx): Promise<void> {
  const { userId } = ctx.actor
  await holdSignedIn(ctx)
  const live = and(
    eq(apiTokens.userId, userId),
    isNull(apiTokens.revokedAt),
    gt(apiTokens.expiresAt, ctx.clock.now()),
  )
  const [row] = await ctx.db.select({ live: count() }).from(apiTokens).where(live)
  if ((row?.live ?? 0) >= TOKENS_MAX)
    throw new AppError('conflict', `${TOKENS_MAX} tokens are the most. Revoke one first.`, {
      facts: { max: TOKENS_MAX },
    })
}

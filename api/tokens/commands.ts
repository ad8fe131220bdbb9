import { and, count, eq, gt, isNull } from 'drizzle-orm'
import { apiTokens } from '#db/schema/tokens.ts'
import { users } from '#db/schema/users.ts'
import { permissionsOf, STEP_UP_SECONDS } from '../access/permissions.ts'
import { standingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { type CreateApiToken, type CreatedApiToken, TOKENS_MAX } from './contract.ts'
import { shown } from './listing.ts'
import { hashOfToken } from './queries.ts'
import { newTokenSecret } from './secret.ts'

/** Makes a token for a program of the acting person, of what that person itself may do. */
export async function createToken(ctx: Ctx, input: CreateApiToken): Promise<CreatedApiToken> {
  requireProof(ctx)
  const scopes = heldScopes(ctx, input.scopes)
  const { userId } = ctx.actor
  const secret = newTokenSecret()
  return transact(ctx, async (ctx) => {
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
    return { ...shown(token), secret }
  })
}

/** Refused from the program's next request on. May be repeated. */
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
  })
  // Awaited, not deferred: whoever reads the answer may rely on it.
  await standingChanged(ctx, userId)
}

/** Ends every token of a person, who need not be the actor. The caller awaits `standingChanged` after its commit. */
export async function revokeTokensOf(ctx: TxCtx, userId: string): Promise<string[]> {
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.clock.now() })
    .where(
      and(
        eq(apiTokens.userId, userId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, ctx.clock.now()),
      ),
    )
    .returning({ id: apiTokens.id })
  const ids = revoked.map(({ id }) => id)
  if (ids.length > 0)
    await record(
      ctx,
      ...ids.map((entityId) => ({ action: 'auth.token_revoked', entityId }) as const),
    )
  return ids
}

/** A token is asked for no second factor, so whoever has one to show shows it before making one. */
function requireProof({ actor, clock }: Ctx): void {
  const { factor, provenAt = 0 } = actor
  if (factor === 'owed')
    throw new AppError('second_factor_required', 'Set up a second factor before making tokens.')
  if (factor === 'held' && clock.now().getTime() - provenAt > STEP_UP_SECONDS * 1000)
    throw new AppError(
      'step_up_required',
      'Show your second factor again (POST /api/v2/me/step-up), then repeat this.',
    )
}

/** What no program may be given, and what the person has not got, cannot be passed on. */
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

/** Tokens of one person are counted one after the other, or two at once would both be the last. */
async function requireRoom(ctx: TxCtx): Promise<void> {
  const { userId } = ctx.actor
  await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
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

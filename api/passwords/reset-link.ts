import { and, eq, gt, isNull } from 'drizzle-orm'
import { base64url } from 'jose'
import { passwordResets } from '#db/schema/passwords.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { sha256 } from '../platform/sha256.ts'

/** Lifetime of a link that the person asked for and gets by mail. */
export const MAILED_SECONDS = 30 * 60
/** Lifetime of a link from an admin, who may have to wait until they meet the person. */
export const HANDED_SECONDS = 86_400
const SECRET_BYTES = 24

/**
 * Makes a link that sets a new password once. Only the returned value contains its secret; the row holds a
 * hash.
 */
export async function mintResetLink(
  ctx: TxCtx,
  userId: string,
  { createdBy, seconds }: { createdBy: string | null; seconds: number },
): Promise<{ id: string; link: string; expiresAt: Date }> {
  const now = ctx.clock.now()
  const token = base64url.encode(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
  const expiresAt = new Date(now.getTime() + seconds * 1000)
  const id = newId(now)
  await ctx.db.insert(passwordResets).values({
    id,
    userId,
    tokenHash: sha256(token),
    createdBy,
    createdAt: now,
    expiresAt,
  })
  // A fragment is never sent to a server, so it reaches no log and no referrer.
  return { id, link: `${ctx.settings.publicUrl}/reset#${token}`, expiresAt }
}

const isOpen = (ctx: Pick<Ctx, 'clock'>) =>
  and(isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, ctx.clock.now()))

/** The user whose password a token may set; undefined for a used or expired token. */
export async function ownerOfResetToken(
  ctx: Pick<Ctx, 'db' | 'clock'>,
  token: string,
): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ userId: passwordResets.userId })
    .from(passwordResets)
    .where(and(eq(passwordResets.tokenHash, sha256(token)), isOpen(ctx)))
  return row?.userId
}

/** Uses the token up and returns who made it. Of several concurrent requests only one gets a result. */
export async function useResetToken(
  ctx: TxCtx,
  token: string,
): Promise<{ createdBy: string | null } | undefined> {
  const [used] = await ctx.db
    .update(passwordResets)
    .set({ usedAt: ctx.clock.now() })
    .where(and(eq(passwordResets.tokenHash, sha256(token)), isOpen(ctx)))
    .returning({ createdBy: passwordResets.createdBy })
  return used
}

/** Voids every open link of this person. */
export async function voidResetLinks(ctx: TxCtx, userId: string): Promise<void> {
  await ctx.db
    .update(passwordResets)
    .set({ usedAt: ctx.clock.now() })
    .where(and(eq(passwordResets.userId, userId), isOpen(ctx)))
}

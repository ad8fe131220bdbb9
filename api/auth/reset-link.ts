import { and, eq, gt, isNull } from 'drizzle-orm'
import { base64url } from 'jose'
import { passwordResets } from '#db/schema/auth.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { sha256 } from '../platform/sha256.ts'

/** Asked for by the person itself and sent by mail. */
export const MAILED_SECONDS = 30 * 60
/** Handed over by an admin, who may have to wait until the person is there. */
export const HANDED_SECONDS = 86_400
const SECRET_BYTES = 24

/** Makes a link that sets a new password once. Its secret stands nowhere else but in what is returned. */
export async function mintResetLink(
  ctx: TxCtx,
  userId: string,
  { createdBy, seconds }: { createdBy: string | null; seconds: number },
): Promise<{ link: string; expiresAt: Date }> {
  const now = ctx.clock.now()
  const token = base64url.encode(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
  const expiresAt = new Date(now.getTime() + seconds * 1000)
  await ctx.db.insert(passwordResets).values({
    id: newId(now),
    userId,
    tokenHash: sha256(token),
    createdBy,
    createdAt: now,
    expiresAt,
  })
  // Behind the hash sign it reaches no server, no log and no referrer.
  return { link: `${ctx.settings.publicUrl}/reset#${token}`, expiresAt }
}

const isOpen = (ctx: Pick<Ctx, 'clock'>) =>
  and(isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, ctx.clock.now()))

/** Whose password a link's token may set, while it may. */
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

/** Uses the token up, and says who had made it. Nothing for all but one of those who come with it at once. */
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

/** Ends every link of this person that is still open. */
export async function voidResetLinks(ctx: TxCtx, userId: string): Promise<void> {
  await ctx.db
    .update(passwordResets)
    .set({ usedAt: ctx.clock.now() })
    .where(and(eq(passwordResets.userId, userId), isOpen(ctx)))
}

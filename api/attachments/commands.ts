import { and, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { attachments } from '#db/schema/attachments.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import type { Attachment, RequestUpload, Upload } from './contract.ts'
import { refusedType, tooLarge, typeOfStored } from './first-bytes.ts'
import { objectKey } from './objects.ts'
import { attachmentOf, ownAttachment } from './queries.ts'
import { MEDIA_TYPES } from './sniff.ts'
import { uploadAddress } from './upload-address.ts'

/** Minutes in which the bytes must arrive: 10 MB at 0.2 Mbit/s take seven. */
const UPLOAD_MINUTES = 15
/** Hours after which an upload that no order took is erased. */
export const UNATTACHED_HOURS = 24
/** The most uploads of one company that no order has taken: ten forms of four files. */
const OPEN_MAX = 40

/** Makes room for one file and says where its bytes go. A repeat gets the same file with a fresh address. */
export const requestUpload = (ctx: Ctx, asked: RequestUpload): Promise<Upload> =>
  onceThenRead(
    ctx,
    async (ctx) => {
      await refuseTooMany(ctx)
      const createdAt = ctx.clock.now()
      const after = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000)
      const id = newId(createdAt)
      await ctx.db.insert(attachments).values({
        id,
        hqId: ctx.actor.hqId,
        companyId: ctx.actor.companyId,
        uploadedBy: ctx.actor.userId,
        state: 'waiting',
        declaredType: asked.type,
        declaredBytes: asked.sizeBytes,
        // Bytes that go directly to the storage are the first and only try.
        tries: ctx.files.presign ? 1 : 0,
        createdAt,
        uploadUntil: after(UPLOAD_MINUTES),
        dueAt: after(UNATTACHED_HOURS * 60),
      })
      return { id }
    },
    async (ctx, id) => {
      const row = await ownAttachment(ctx, id)
      return { ...attachmentOf(row), upload: await addressFor(ctx, row) }
    },
  )

async function addressFor(
  ctx: Ctx,
  { id, uploadUntil, declaredType, declaredBytes }: Awaited<ReturnType<typeof ownAttachment>>,
): Promise<Upload['upload']> {
  const expiresAt = uploadUntil.toISOString()
  const seconds = Math.max(
    1,
    Math.floor((uploadUntil.getTime() - ctx.clock.now().getTime()) / 1000),
  )
  const direct = await ctx.files.presign?.(objectKey(id, 1), {
    type: MEDIA_TYPES[declaredType],
    sizeBytes: declaredBytes,
    seconds,
  })
  return direct
    ? { ...direct, expiresAt }
    : {
        url: uploadAddress(ctx, id, uploadUntil),
        headers: { 'content-type': MEDIA_TYPES[declaredType] },
        expiresAt,
      }
}

/** Counts under a lock, or two concurrent requests would both be the last allowed. */
async function refuseTooMany(ctx: TxCtx): Promise<void> {
  const { companyId } = ctx.actor
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`attachments ${companyId}`}, 0))`,
  )
  const [open] = await ctx.db
    .select({ count: count() })
    .from(attachments)
    .where(
      and(
        eq(attachments.companyId, companyId),
        isNull(attachments.orderId),
        gt(attachments.dueAt, ctx.clock.now()),
      ),
    )
  if (open && open.count >= OPEN_MAX)
    throw new AppError(
      'too_many_requests',
      `Your company has ${OPEN_MAX} files that no order has taken. Place those orders or remove files.`,
      { facts: { openMax: OPEN_MAX, retryAfterSeconds: 60 } },
    )
}

/**
 * Confirms that the bytes have arrived and are a picture or a PDF. Bytes that went directly to the storage
 * are looked at here: their first ones, and how many they are. What is refused is removed.
 */
export async function completeUpload(ctx: Ctx, id: string): Promise<Attachment> {
  const row = await ownAttachment(ctx, id)
  if (row.state !== 'waiting') return attachmentOf(row)
  const key = objectKey(id, 1)
  const stored = row.tries > 0 && ctx.files.presign ? await ctx.files.open(key) : undefined
  if (!stored)
    throw new AppError('conflict', 'The bytes have not arrived. Send them to the address first.', {
      facts: { reason: 'no_bytes' },
    })
  const { sizeBytes } = stored
  const type = await typeOfStored(stored.body)
  if (!type || sizeBytes > row.declaredBytes) {
    await ctx.files.remove(key)
    throw type ? tooLarge(row.declaredBytes) : refusedType()
  }
  await ctx.db
    .update(attachments)
    .set({ state: 'kept', type, sizeBytes, keptTry: 1 })
    .where(and(eq(attachments.id, id), eq(attachments.state, 'waiting')))
  return attachmentOf(await ownAttachment(ctx, id))
}

/** Gives up an upload that no order has taken; its bytes go with the next sweep. */
export function removeAttachment(ctx: Ctx, id: string): Promise<Attachment> {
  return transact(ctx, async (ctx) => {
    const row = await ownAttachment(ctx, id)
    const [removed] = await ctx.db
      .update(attachments)
      .set({ dueAt: ctx.clock.now() })
      .where(and(eq(attachments.id, id), inArray(attachments.state, ['waiting', 'kept'])))
      .returning()
    if (!removed)
      throw new AppError(
        'conflict',
        'An order has this attachment: it is erased with the order’s answers.',
        {
          facts: { state: row.state },
        },
      )
    return attachmentOf(removed)
  })
}

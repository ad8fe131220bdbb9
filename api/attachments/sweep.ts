import { and, count, inArray, lte } from 'drizzle-orm'
import { attachments } from '#db/schema/attachments.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { objectKeys } from './objects.ts'

/** Files of one transaction: their rows are locked while the storage removes them. */
const CHUNK_FILES = 50

type Erased = {
  erased: number
  remaining: number
  more: boolean
  trees: { hqId: string; erased: number }[]
}

/** Due, and no bytes can arrive any more. */
const isDue = ({ clock }: Pick<Ctx, 'clock'>) =>
  and(lte(attachments.dueAt, clock.now()), lte(attachments.uploadUntil, clock.now()))

/**
 * Removes the bytes of files that are due: of orders whose answers are erased, and of uploads that no order
 * took. The bytes go before the row says so: if the process dies in between, the next run removes them again,
 * which is harmless. Nobody attaches such a file meanwhile: its row is locked, and it is due.
 */
export async function eraseDueAttachments(ctx: TxCtx): Promise<Erased> {
  const due = await ctx.db
    .select()
    .from(attachments)
    .where(isDue(ctx))
    .orderBy(attachments.id)
    .limit(CHUNK_FILES)
    .for('update', { skipLocked: true })
  for (const { id, tries } of due)
    for (const key of objectKeys(id, tries)) await ctx.files.remove(key)
  const idsOf = (rows: typeof due) => rows.map(({ id }) => id)
  const [attached, loose] = [
    idsOf(due.filter(({ orderId }) => orderId !== null)),
    idsOf(due.filter(({ orderId }) => orderId === null)),
  ]
  if (attached.length > 0)
    await ctx.db
      .update(attachments)
      .set({ state: 'erased', dueAt: null, erasedAt: ctx.clock.now() })
      .where(inArray(attachments.id, attached))
  // Nothing refers to an upload that no order took.
  if (loose.length > 0) await ctx.db.delete(attachments).where(inArray(attachments.id, loose))
  const [left] = await ctx.db.select({ count: count() }).from(attachments).where(isDue(ctx))
  const remaining = left?.count ?? 0
  const trees = [...Map.groupBy(due, ({ hqId }) => hqId)].map(([hqId, own]) => ({
    hqId,
    erased: own.length,
  }))
  return { erased: due.length, remaining, more: due.length > 0 && remaining > 0, trees }
}

/** The same every hour, so that a refused order's files do not wait for the night. */
export async function sweepAttachments(
  ctx: Ctx,
  lease: { progress(ctx: Ctx): Promise<void> },
): Promise<void> {
  for (let more = true; more; ) {
    await lease.progress(ctx)
    more = (await transact(ctx, eraseDueAttachments)).more
  }
}

import { and, eq } from 'drizzle-orm'
import { attachments } from '#db/schema/attachments.ts'
import { orders } from '#db/schema/orders.ts'
import { visibleTo } from '../access/scope.ts'
import { objectKey } from '../attachments/objects.ts'
import { noAttachment } from '../attachments/queries.ts'
import { attachmentName } from '../attachments/sniff.ts'
import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { StoredFile } from '../platform/platform.ts'
import { mayReadFiles, viewerOf } from './masking.ts'

/**
 * Opens a file of an order for people who may see what its customer wrote, and records who read it. For
 * everybody else there is no such file (`domain.md` D.5). Files whose order has erased its answers are `gone`.
 */
export async function openAttachment(ctx: Ctx, id: string): Promise<StoredFile & { name: string }> {
  const row = await readableRow(ctx, id)
  const { place, type, number, orderId } = row
  if (row.state !== 'attached' || row.dueAt || !type || row.keptTry === null) throw erased()
  const file = await ctx.files.open(objectKey(id, row.keptTry))
  if (!file) throw erased()
  try {
    await transact(ctx, (ctx) =>
      record(ctx, { action: 'order.read_attachment', entityId: orderId, facts: { number, place } }),
    )
  } catch (error) {
    await file.body.cancel()
    throw error
  }
  return { ...file, type, name: attachmentName(place ?? 1, type) }
}

async function readableRow(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({
      state: attachments.state,
      type: attachments.type,
      keptTry: attachments.keptTry,
      place: attachments.place,
      dueAt: attachments.dueAt,
      orderId: orders.id,
      number: orders.number,
      status: orders.status,
    })
    .from(attachments)
    .innerJoin(orders, eq(orders.id, attachments.orderId))
    .where(and(eq(attachments.id, id), visibleTo(ctx.actor, orders)))
  if (!row || !mayReadFiles(viewerOf(ctx.actor.tier, row.status))) throw noAttachment()
  return row
}

const erased = () => new AppError('gone', 'The file was erased with the answers of its order.')

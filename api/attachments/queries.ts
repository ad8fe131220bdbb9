import { and, eq } from 'drizzle-orm'
import { attachments } from '#db/schema/attachments.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Attachment } from './contract.ts'

export type AttachmentRow = typeof attachments.$inferSelect

export const noAttachment = () => new AppError('not_found', 'There is no such attachment.')

/** An upload of the caller's own company. */
export async function ownAttachment(ctx: Ctx, id: string): Promise<AttachmentRow> {
  const [row] = await ctx.db
    .select()
    .from(attachments)
    .where(and(eq(attachments.id, id), eq(attachments.companyId, ctx.actor.companyId)))
  if (!row) throw noAttachment()
  return row
}

export const attachmentOf = ({ id, state, type, sizeBytes }: AttachmentRow): Attachment => ({
  id,
  state,
  type,
  sizeBytes,
})

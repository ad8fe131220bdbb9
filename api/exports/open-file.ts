import { demand } from '../access/demand.ts'
import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { StoredFile } from '../platform/platform.ts'
import { exportOf, rowById } from './queries.ts'
import { WORKBOOKS } from './workbooks.ts'

/** Opens the finished file for a person who may request such a file, and records the download. */
export async function openExportFile(
  ctx: Ctx,
  id: string,
): Promise<StoredFile & { fileName: string }> {
  const row = await rowById(ctx, id)
  // Downloading requires the same permission as requesting.
  demand(ctx.actor, WORKBOOKS[row.type].permission, ctx.clock.now())
  const { status } = exportOf(ctx, row)
  if (status === 'expired') throw gone()
  if (status !== 'completed' || !row.fileKey)
    throw new AppError('conflict', 'The file is not ready. Ask for its state until it is.', {
      facts: { status },
    })
  const file = await ctx.files.open(row.fileKey)
  if (!file) throw gone()
  try {
    await transact(ctx, (ctx) =>
      record(ctx, { action: 'export.read', entityId: id, facts: { rows: row.doneRows } }),
    )
  } catch (error) {
    await file.body.cancel()
    throw error
  }
  return { ...file, fileName: row.fileName }
}

const gone = () => new AppError('gone', 'The file was removed. Start the export again.')

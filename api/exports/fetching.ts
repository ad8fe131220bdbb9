import { demand } from '../access/demand.ts'
import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { StoredFile } from '../platform/platform.ts'
import { BOOKS } from './books.ts'
import { exportOf, rowById } from './queries.ts'

/** The finished file, for whoever may ask for one; who took it, and when, is kept. */
export async function openExportFile(
  ctx: Ctx,
  id: string,
): Promise<StoredFile & { fileName: string }> {
  const row = await rowById(ctx, id)
  // Who may not ask for such a file may not fetch it either.
  demand(ctx.actor, BOOKS[row.type].permission, ctx.clock.now())
  const { status } = exportOf(ctx, row)
  if (status === 'expired') throw gone()
  if (status !== 'completed' || !row.fileKey)
    throw new AppError('conflict', 'The file is not ready. Ask for its state until it is.', {
      facts: { status },
    })
  const file = await ctx.files.open(row.fileKey)
  if (!file) throw gone()
  await transact(ctx, (ctx) =>
    record(ctx, { action: 'export.read', entityId: id, facts: { rows: row.doneRows } }),
  )
  return { ...file, fileName: row.fileName }
}

const gone = () => new AppError('gone', 'The file was removed. Start the export again.')

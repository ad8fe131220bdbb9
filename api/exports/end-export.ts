import { and, eq, inArray } from 'drizzle-orm'
import { exports } from '#db/schema/exports.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { notify } from '../notifications/notify.ts'
import { UNBALANCED } from '../settlements/sheet.ts'
import { tellProgress } from './commands.ts'
import type { ExportError } from './contract.ts'
import type { ExportRow } from './queries.ts'

/** How long a finished file is stored. */
const KEPT_DAYS = 7

/** The right of one attempt to work on the export, given by the job runner (`jobs/job.ts`). */
export type Lease = {
  id: string
  earlierIds: readonly string[]
  progress(ctx: Ctx): Promise<void>
}

/** Thrown when the export was cancelled. */
export class Cancelled extends Error {}

export const isOpen = (exportId: string) =>
  and(eq(exports.id, exportId), inArray(exports.status, ['queued', 'processing']))

/** Records the complete file and notifies the requester. */
export const finishExport = (
  ctx: Ctx,
  row: ExportRow,
  lease: Lease,
  file: { fileKey: string; sizeBytes: number; doneRows: number },
): Promise<void> =>
  transact(ctx, async (ctx) => {
    // Locks the job until the commit, so that no other attempt can finish at the same time.
    await lease.progress(ctx)
    const finishedAt = ctx.clock.now()
    const [finished] = await ctx.db
      .update(exports)
      .set({
        ...file,
        totalRows: file.doneRows,
        status: 'completed',
        error: null,
        finishedAt,
        expiresAt: new Date(finishedAt.getTime() + KEPT_DAYS * 86_400_000),
      })
      .where(and(isOpen(row.id), eq(exports.cancelRequested, false)))
      .returning({ id: exports.id })
    if (!finished) throw new Cancelled()
    await tellRequester(ctx, row, 'excel_ready', { rows: file.doneRows })
    ctx.changed({ event: { type: 'export.finished', id: row.id }, heardBy: [row.companyId] })
  })

/** Records the failure in the transaction that gives the job up. */
export async function failExport(ctx: TxCtx, exportId: string, error: unknown): Promise<void> {
  const row = await endExport(ctx, exportId, { status: 'failed', error: reasonOf(error) })
  if (row?.status !== 'failed') return
  await tellRequester(ctx, row, 'excel_failed', { error: row.error ?? 'failed' })
  ctx.changed({ event: { type: 'export.failed', id: row.id }, heardBy: [row.companyId] })
}

function reasonOf(error: unknown): ExportError {
  if (!(error instanceof AppError)) return 'failed'
  if (error.code === 'forbidden') return 'not_allowed'
  return error.facts?.reason === UNBALANCED ? 'unbalanced' : 'failed'
}

/** Ends an open export. If a cancellation was requested, the export ends as cancelled in any case. */
export async function endExport(
  ctx: TxCtx,
  exportId: string,
  how: { status: 'cancelled' } | { status: 'failed'; error: ExportError },
): Promise<ExportRow | undefined> {
  const [open] = await ctx.db.select().from(exports).where(isOpen(exportId)).for('update')
  if (!open) return undefined
  const change = open.cancelRequested ? { status: 'cancelled' as const } : how
  const [row] = await ctx.db
    .update(exports)
    .set({ ...change, finishedAt: ctx.clock.now() })
    .where(eq(exports.id, exportId))
    .returning()
  if (row) tellProgress(ctx, row)
  return row
}

const tellRequester = (
  ctx: TxCtx,
  { companyId, requestedBy, id, fileName }: ExportRow,
  type: 'excel_ready' | 'excel_failed',
  params: Record<string, string | number>,
) =>
  notify(ctx, {
    companyId,
    userId: requestedBy,
    type,
    subjectId: id,
    params: { fileName, ...params },
  })

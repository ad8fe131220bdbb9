import { eq } from 'drizzle-orm'
import { exports } from '#db/schema/exports.ts'
import type { Actor } from '../access/actor.ts'
import { may } from '../access/permissions.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { accountOf, actorFor, signInBarOf } from '../users/account.ts'
import type { Row } from '../xlsx/sheet-xml.ts'
import { xlsxStream } from '../xlsx/xlsx-stream.ts'
import { tellProgress } from './commands.ts'
import { XLSX } from './contract.ts'
import { Cancelled, endExport, finishExport, isOpen, type Lease } from './end-export.ts'
import { type ExportRow, filtersOf } from './queries.ts'
import { requireCommitted } from './under-way.ts'
import { WORKBOOKS } from './workbooks.ts'

/**
 * Writes the file, from the first row in every attempt, and notifies the requester. A finished, cancelled or
 * unknown export is left alone, so a repeated delivery has no effect.
 */
export async function buildExport(ctx: Ctx, exportId: string, lease: Lease): Promise<void> {
  try {
    const row = await begin(ctx, exportId, lease)
    if (!row) return
    // Only for an open export: the file of a finished one may carry the id of an earlier lease.
    for (const earlier of lease.earlierIds) await ctx.files.remove(keyOf(exportId, earlier))
    await build({ ...ctx, actor: await requesterOf(ctx, row) }, row, lease)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    await transact(ctx, (ctx) => endExport(ctx, exportId, { status: 'cancelled' }))
  }
}

const keyOf = (exportId: string, turnId: string) => `exports/${exportId}/${turnId}.xlsx`

async function build(ctx: Ctx, row: ExportRow, lease: Lease) {
  const fileKey = keyOf(row.id, lease.id)
  try {
    await finishExport(ctx, row, lease, { fileKey, ...(await write(ctx, row, lease, fileKey)) })
  } catch (error) {
    await discard(ctx, row.id, fileKey).catch((cause) =>
      ctx.log.error('export.leftover', { exportId: row.id }, cause),
    )
    throw error
  }
}

/** After a connection failure during the commit, only the row tells whether the commit succeeded. */
async function discard(ctx: Ctx, exportId: string, fileKey: string) {
  const [row] = await ctx.db
    .select({ fileKey: exports.fileKey })
    .from(exports)
    .where(eq(exports.id, exportId))
  if (row?.fileKey !== fileKey) await ctx.files.remove(fileKey)
}

/** Marks the export as processing; undefined when there is nothing to do. */
const begin = (ctx: Ctx, exportId: string, lease: Lease): Promise<ExportRow | undefined> =>
  transact(ctx, async (ctx) => {
    await lease.progress(ctx)
    const [row] = await ctx.db
      .update(exports)
      .set({ status: 'processing', doneRows: 0 })
      .where(isOpen(exportId))
      .returning()
    if (row?.cancelRequested) throw new Cancelled()
    return row
  })

/** The person who asked, with their current rights: the file is refused if they may no longer have it. */
async function requesterOf(ctx: Ctx, row: ExportRow): Promise<Actor> {
  const account = await accountOf(ctx, row.requestedBy)
  const actor = account && !signInBarOf(account) && actorFor(account, { id: '' })
  if (!actor || actor.companyId !== row.companyId || !may(actor, WORKBOOKS[row.type].permission))
    throw new AppError('forbidden', 'Whoever asked for it may no longer have it.')
  return actor
}

async function write(ctx: Ctx, row: ExportRow, lease: Lease, key: string) {
  const { workbook } = WORKBOOKS[row.type]
  const asked = { filters: filtersOf(row), asOf: row.asOf }
  await requireCommitted(ctx, row.asOf)
  await advance(ctx, row, lease, { totalRows: await workbook.count(ctx, asked) })
  const written = { doneRows: 0, failure: undefined as unknown }
  const rows = advancing(ctx, row, lease, workbook.batches(ctx, asked), written)
  try {
    const file = xlsxStream(workbook.spec(ctx.actor), rows, {
      createdAt: row.asOf,
      ...(ctx.gzip && { gzip: ctx.gzip }),
    })
    const { sizeBytes } = await ctx.files.put(key, file, XLSX)
    return { sizeBytes, doneRows: written.doneRows }
  } catch (error) {
    // File stores wrap or replace the error of the stream that they read, so the original is rethrown.
    throw written.failure ?? error
  }
}

/** Passes the batches on and reports progress after each batch that was written. */
async function* advancing(
  ctx: Ctx,
  row: ExportRow,
  lease: Lease,
  batches: AsyncGenerator<Row[]>,
  written: { doneRows: number; failure: unknown },
): AsyncGenerator<Row[]> {
  try {
    for await (const rows of batches) {
      yield rows
      written.doneRows += rows.length
      await advance(ctx, row, lease, { doneRows: written.doneRows })
    }
  } catch (error) {
    written.failure = error
    throw error
  }
}

/** Between batches: renews the lease, reports progress, and checks for a cancellation. */
const advance = (
  ctx: Ctx,
  row: ExportRow,
  lease: Lease,
  change: { doneRows: number } | { totalRows: number },
): Promise<void> =>
  transact(ctx, async (ctx) => {
    await lease.progress(ctx)
    const [now] = await ctx.db
      .update(exports)
      .set(change)
      .where(isOpen(row.id))
      .returning({ cancelRequested: exports.cancelRequested })
    if (!now || now.cancelRequested) throw new Cancelled()
    tellProgress(ctx, row)
  })

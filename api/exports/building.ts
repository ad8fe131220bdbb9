import { eq } from 'drizzle-orm'
import { exports } from '#db/schema/exports.ts'
import type { Actor } from '../access/actor.ts'
import { may } from '../access/permissions.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { accountOf, actorFor, barOf } from '../users/account.ts'
import { BOOKS } from './books.ts'
import { tellProgress } from './commands.ts'
import { XLSX } from './contract.ts'
import { Cancelled, endExport, finishExport, isOpen, type Turn } from './ending.ts'
import { type ExportRow, filtersOf } from './queries.ts'
import type { Row } from './sheet-xml.ts'
import { xlsxStream } from './xlsx.ts'

/**
 * Writes the file, from the beginning in every attempt, and tells the one who asked. An export that
 * is finished, cancelled or unknown is left alone, so a repeated delivery has no effect.
 */
export async function buildExport(ctx: Ctx, exportId: string, turn: Turn): Promise<void> {
  try {
    const row = await begin(ctx, exportId, turn)
    if (!row) return
    // Only of an export that is still open: the file of a finished one may bear an earlier turn's name.
    for (const earlier of turn.earlierIds) await ctx.files.remove(keyOf(exportId, earlier))
    await build({ ...ctx, actor: await requesterOf(ctx, row) }, row, turn)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    await transact(ctx, (ctx) => endExport(ctx, exportId, { status: 'cancelled' }))
  }
}

const keyOf = (exportId: string, turnId: string) => `exports/${exportId}/${turnId}.xlsx`

async function build(ctx: Ctx, row: ExportRow, turn: Turn) {
  const fileKey = keyOf(row.id, turn.id)
  try {
    await finishExport(ctx, row, turn, { fileKey, ...(await write(ctx, row, turn, fileKey)) })
  } catch (error) {
    await discard(ctx, row.id, fileKey).catch((cause) =>
      ctx.log.error('export.leftover', { exportId: row.id }, cause),
    )
    throw error
  }
}

/** A connection that broke during the commit leaves open whether it happened; then the row knows. */
async function discard(ctx: Ctx, exportId: string, fileKey: string) {
  const [row] = await ctx.db
    .select({ fileKey: exports.fileKey })
    .from(exports)
    .where(eq(exports.id, exportId))
  if (row?.fileKey !== fileKey) await ctx.files.remove(fileKey)
}

/** Takes the export on; undefined when there is nothing to do. */
const begin = (ctx: Ctx, exportId: string, turn: Turn): Promise<ExportRow | undefined> =>
  transact(ctx, async (ctx) => {
    await turn.progress(ctx)
    const [row] = await ctx.db
      .update(exports)
      .set({ status: 'processing', doneRows: 0 })
      .where(isOpen(exportId))
      .returning()
    if (row?.cancelRequested) throw new Cancelled()
    return row
  })

/** The person who asked, as of now: who may no longer have the export does not get it. */
async function requesterOf(ctx: Ctx, row: ExportRow): Promise<Actor> {
  const account = await accountOf(ctx, row.requestedBy)
  const actor = account && !barOf(account) && actorFor(account, { id: '' })
  if (!actor || actor.companyId !== row.companyId || !may(actor, BOOKS[row.type].permission))
    throw new AppError('forbidden', 'Whoever asked for it may no longer have it.')
  return actor
}

async function write(ctx: Ctx, row: ExportRow, turn: Turn, key: string) {
  const book = BOOKS[row.type]
  const asked = { filters: filtersOf(row), asOf: row.createdAt }
  await advance(ctx, row, turn, { totalRows: await book.count(ctx, asked) })
  const written = { doneRows: 0, failure: undefined as unknown }
  const rows = advancing(ctx, row, turn, book.batches(ctx, asked), written)
  try {
    const file = xlsxStream(book.spec(ctx.actor), rows, {
      createdAt: row.createdAt,
      ...(ctx.gzip && { gzip: ctx.gzip }),
    })
    const { sizeBytes } = await ctx.files.put(key, file, XLSX)
    return { sizeBytes, doneRows: written.doneRows }
  } catch (error) {
    // Stores wrap or replace the error of the stream that they read; ours says why.
    throw written.failure ?? error
  }
}

/** The same rows; after each batch that was written the export says how far it is. */
async function* advancing(
  ctx: Ctx,
  row: ExportRow,
  turn: Turn,
  batches: AsyncGenerator<Row[]>,
  written: { doneRows: number; failure: unknown },
): AsyncGenerator<Row[]> {
  try {
    for await (const rows of batches) {
      yield rows
      written.doneRows += rows.length
      await advance(ctx, row, turn, { doneRows: written.doneRows })
    }
  } catch (error) {
    written.failure = error
    throw error
  }
}

/** Between batches: keeps the lease, says how far it is, and hears whether to stop. */
const advance = (
  ctx: Ctx,
  row: ExportRow,
  turn: Turn,
  change: { doneRows: number } | { totalRows: number },
): Promise<void> =>
  transact(ctx, async (ctx) => {
    await turn.progress(ctx)
    const [now] = await ctx.db
      .update(exports)
      .set(change)
      .where(isOpen(row.id))
      .returning({ cancelRequested: exports.cancelRequested })
    if (!now || now.cancelRequested) throw new Cancelled()
    tellProgress(ctx, row)
  })

import { and, count, eq, inArray, lte, sql } from 'drizzle-orm'
import { exports } from '#db/schema/exports.ts'
import { demand } from '../access/demand.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { record } from '../audit/record.ts'
import { lineOf } from '../companies/line.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { impactFor } from '../impact/queries.ts'
import { unfinished } from '../impact/workbook.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Export, RequestExport } from './contract.ts'
import { fileNameAt, periodOf } from './period.ts'
import { type ExportRow, exportOf, notFound, ownExports } from './queries.ts'
import { WORKBOOKS } from './workbooks.ts'

/** The most exports of one company that are queued or running. */
const OPEN_MAX = 5
const EXPIRED_AT_ONCE_MAX = 100

/** Requests an export; its job starts after the commit. */
export function requestExport(ctx: Ctx, asked: RequestExport): Promise<Export> {
  const { permission, workbook } = WORKBOOKS[asked.type]
  demand(ctx.actor, permission, ctx.clock.now())
  return onceOnly(ctx, 202, async (ctx) => {
    const createdAt = ctx.clock.now()
    const filters = await resolved(ctx, asked, createdAt)
    await refuseTooMany(ctx)
    const [row] = await ctx.db
      .insert(exports)
      .values({
        id: newId(createdAt),
        hqId: ctx.actor.hqId,
        companyId: ctx.actor.companyId,
        requestedBy: ctx.actor.userId,
        type: asked.type,
        filters,
        status: 'queued',
        fileName: fileNameAt(workbook.name, createdAt),
        createdAt,
        asOf: createdAt,
      })
      .returning()
    if (!row) throw new Error('insert returned no row')
    const { action } = WORKBOOKS[asked.type]
    await begin(ctx, row, action, 'reason' in asked ? { reason: asked.reason } : {})
    return exportOf(ctx, row)
  })
}

/** The filters as the file will have them, with both days; throws for what the caller may not name. */
async function resolved(
  ctx: TxCtx,
  asked: RequestExport,
  now: Date,
): Promise<ExportRow['filters']> {
  if (asked.type === 'policy_impact') {
    const { status, fromDay, toDay } = await impactFor(ctx, asked.filters.impactId)
    if (status !== 'completed') throw unfinished(status)
    return { from: fromDay, to: toDay, ...asked.filters }
  }
  const { month, from, to, ...others } = asked.filters
  if (others.companyId) await lineOf(ctx, others.companyId)
  return { ...periodOf({ month, from, to }, now), ...others }
}

async function begin(
  ctx: TxCtx,
  row: ExportRow,
  action: AuditAction,
  why: { reason?: string } = {},
) {
  await enqueue(ctx, 'exports.build', { exportId: row.id })
  await record(ctx, { action, entityId: row.id, facts: { ...row.filters, ...why } })
  tellProgress(ctx, row)
}

/** Makes open pages read the progress again. */
export const tellProgress = (ctx: TxCtx, { companyId, id }: Pick<ExportRow, 'companyId' | 'id'>) =>
  ctx.changed({ event: { type: 'export.progressed', id }, heardBy: [companyId] })

/**
 * Counts the open exports of one company under a lock, or two concurrent requests would both be the last
 * allowed. The lock is a separate statement, because a statement sees only what was committed before it
 * began.
 */
async function refuseTooMany(ctx: TxCtx) {
  const name = `exports ${ctx.actor.companyId}`
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
  const [open] = await ctx.db
    .select({ count: count() })
    .from(exports)
    .where(and(ownExports(ctx), inArray(exports.status, ['queued', 'processing'])))
  if (open && open.count >= OPEN_MAX)
    throw new AppError(
      'too_many_requests',
      `${OPEN_MAX} exports of your company are under way. Wait for one, or cancel one.`,
      { facts: { openMax: OPEN_MAX, retryAfterSeconds: 30 } },
    )
}

/**
 * Cancels a queued export at once, and asks a running one to stop at its next batch. A finished one stays
 * finished.
 */
export function cancelExport(ctx: Ctx, id: string): Promise<Export> {
  return transact(ctx, async (ctx) => {
    const row = await lockExport(ctx, id)
    if (row.status === 'cancelled') return exportOf(ctx, row)
    if (row.status !== 'queued' && row.status !== 'processing') throw cannot('cancel', row)
    const now = ctx.clock.now()
    const change =
      row.status === 'queued'
        ? { status: 'cancelled' as const, cancelRequested: true, finishedAt: now }
        : { cancelRequested: true }
    const changed = await update(ctx, id, change)
    tellProgress(ctx, changed)
    return exportOf(ctx, changed)
  })
}

/**
 * Restarts an export that failed, was cancelled or has expired: the same period with current data, because
 * numbers of the first request may be outdated.
 */
export function retryExport(ctx: Ctx, id: string): Promise<Export> {
  return transact(ctx, async (ctx) => {
    const row = await lockExport(ctx, id)
    const { status } = exportOf(ctx, row)
    if (status !== 'failed' && status !== 'cancelled' && status !== 'expired')
      throw cannot('retry', row)
    await refuseTooMany(ctx)
    const { fileKey } = row
    const asOf = ctx.clock.now()
    if (fileKey) ctx.afterCommit(() => ctx.files.remove(fileKey))
    const changed = await update(ctx, id, {
      // The person who retries becomes the requester, and the file shows what they may see.
      requestedBy: ctx.actor.userId,
      status: 'queued',
      asOf,
      fileName: fileNameAt(WORKBOOKS[row.type].workbook.name, asOf),
      cancelRequested: false,
      doneRows: 0,
      totalRows: null,
      fileKey: null,
      sizeBytes: null,
      error: null,
      finishedAt: null,
      expiresAt: null,
    })
    await begin(ctx, changed, 'export.retry')
    return exportOf(ctx, changed)
  })
}

const cannot = (action: string, { status }: ExportRow) =>
  new AppError('invalid_transition', `You cannot ${action} an export that is ${status}.`, {
    facts: { status, action },
  })

async function lockExport(ctx: TxCtx, id: string): Promise<ExportRow> {
  const [row] = await ctx.db
    .select()
    .from(exports)
    .where(and(eq(exports.id, id), ownExports(ctx)))
    .for('update')
  if (!row) throw notFound()
  demand(ctx.actor, WORKBOOKS[row.type].permission, ctx.clock.now())
  return row
}

async function update(
  ctx: TxCtx,
  id: string,
  change: Partial<typeof exports.$inferInsert>,
): Promise<ExportRow> {
  const [row] = await ctx.db.update(exports).set(change).where(eq(exports.id, id)).returning()
  if (!row) throw new Error('a locked export is gone')
  return row
}

/**
 * Removes expired files. The file is removed before the row changes: if the process dies in between, the next
 * sweep removes it again, which is harmless.
 */
export async function expireExports(
  ctx: Ctx,
  lease: { progress(ctx: Ctx): Promise<void> },
): Promise<void> {
  // The update checks it again, because an export restarted meanwhile is not expired.
  const isOver = and(eq(exports.status, 'completed'), lte(exports.expiresAt, ctx.clock.now()))
  for (;;) {
    await lease.progress(ctx)
    const due = await ctx.db
      .select({ id: exports.id, fileKey: exports.fileKey })
      .from(exports)
      .where(isOver)
      .limit(EXPIRED_AT_ONCE_MAX)
    for (const { fileKey } of due) if (fileKey) await ctx.files.remove(fileKey)
    const ids = due.map(({ id }) => id)
    if (ids.length > 0)
      await ctx.db
        .update(exports)
        .set({ status: 'expired', fileKey: null })
        .where(and(inArray(exports.id, ids), isOver))
    if (due.length < EXPIRED_AT_ONCE_MAX) return
  }
}

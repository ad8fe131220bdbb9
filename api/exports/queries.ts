import { and, desc, eq, lt } from 'drizzle-orm'
import { exports } from '#db/schema/exports.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Export, ExportFilter } from './contract.ts'

export type ExportRow = typeof exports.$inferSelect

/** The exports of the caller's own company; companies above do not see them either. */
export const ownExports = (ctx: Ctx) => eq(exports.companyId, ctx.actor.companyId)

export async function listExports(ctx: Ctx, { limit, after }: ExportFilter): Promise<Page<Export>> {
  const rows = await ctx.db
    .select()
    .from(exports)
    .where(and(ownExports(ctx), after ? lt(exports.id, after) : undefined))
    .orderBy(desc(exports.id))
    .limit(limit + 1)
  const { items, nextCursor } = toPage(rows, limit)
  return { items: items.map((row) => exportOf(ctx, row)), nextCursor }
}

export async function exportById(ctx: Ctx, id: string): Promise<Export> {
  return exportOf(ctx, await rowById(ctx, id))
}

export async function rowById(ctx: Ctx, id: string): Promise<ExportRow> {
  const [row] = await ctx.db
    .select()
    .from(exports)
    .where(and(eq(exports.id, id), ownExports(ctx)))
  if (!row) throw notFound()
  return row
}

export const notFound = () => new AppError('not_found', 'There is no such export.')

/** The export as callers see it. An expired file counts as gone even before the sweep removes it. */
export function exportOf(ctx: Ctx, row: ExportRow): Export {
  const over = row.expiresAt !== null && row.expiresAt <= ctx.clock.now()
  return {
    id: row.id,
    type: row.type,
    filters: filtersOf(row),
    status: row.status === 'completed' && over ? 'expired' : row.status,
    cancelRequested: row.cancelRequested,
    doneRows: row.doneRows,
    totalRows: row.totalRows,
    fileName: row.fileName,
    sizeBytes: row.sizeBytes,
    error: errorOf(row),
    requestedBy: row.requestedBy,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}

/** The contract checked the filters before they were stored, and this table has no other writer. */
export const filtersOf = (row: ExportRow) => row.filters as Export['filters']
const errorOf = (row: ExportRow) => row.error as Export['error']

import { and, eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { treeNamespace } from './names.ts'
import { companiesOf } from './scope.ts'

export type CompanyRow = typeof companies.$inferSelect

/**
 * A company in scope, kept from being changed by others until the commit. `update` also holds back
 * whoever is about to hang something on it: a company below, a person, an order.
 */
export async function lockCompany(
  ctx: TxCtx,
  id: string,
  strength: 'no key update' | 'update' = 'no key update',
): Promise<CompanyRow> {
  const [row] = await ctx.db
    .select()
    .from(companies)
    .where(and(eq(companies.id, id), companiesOf(ctx.actor)))
    .for(strength)
  if (!row) throw noSuchCompany()
  return row
}

export const noSuchCompany = () => new AppError('not_found', 'There is no such company.')

export const stateOf = ({ active, approvedAt }: Pick<CompanyRow, 'active' | 'approvedAt'>) =>
  approvedAt === null ? 'pending' : active ? 'active' : 'closed'

/** Refuses an edit of what has changed since it was read. */
export function requireVersion(row: { version: number }, version: number): void {
  if (row.version !== version)
    throw new AppError('version_conflict', 'Someone changed it first. Load it again.', {
      facts: { version: row.version },
    })
}

/** Writes a change that stands under the lock, and lets every open page on its line know. */
export async function changeCompany(
  ctx: TxCtx,
  row: CompanyRow,
  change: Partial<Omit<CompanyRow, 'id' | 'version'>>,
): Promise<void> {
  await ctx.db
    .update(companies)
    .set({ ...change, version: row.version + 1 })
    .where(eq(companies.id, row.id))
  companyChanged(ctx, row)
}

/** After the commit: names are read anew, and the company, its agency and its HQ hear of it. */
export function companyChanged(
  ctx: TxCtx,
  { id, hqId, agencyId }: { id: string; hqId: string; agencyId: string | null },
): void {
  ctx.afterCommit(async () => {
    await ctx.cache.bump(treeNamespace(hqId))
    for (const companyId of new Set([id, agencyId ?? hqId, hqId]))
      await ctx.realtime.publish(companyId, { type: 'company.changed', id })
  })
}

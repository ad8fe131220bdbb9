import { and, eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { treeAuthNamespace, treeNamespace } from '../access/namespaces.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { companiesOf } from './scope.ts'

export type CompanyRow = typeof companies.$inferSelect

/**
 * Locks a company in scope against changes until the commit. `update` also blocks new dependents: a company
 * below, a person, an order.
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

/** Throws `version_conflict` when the row has changed since it was read. */
export function requireVersion(row: { version: number }, version: number): void {
  if (row.version !== version)
    throw new AppError('version_conflict', 'Someone changed it first. Load it again.', {
      facts: { version: row.version },
    })
}

/**
 * Writes a change to a locked row and notifies open pages of the company and those above. `active` affects
 * the access of all people in and below the company, so it also moves the tree's auth version.
 */
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
  if ('active' in change) ctx.changed({ namespaces: [treeAuthNamespace(row.hqId)] })
}

type OnLine = { id: string; hqId: string; agencyId: string | null }

/** A company and those above it. */
export const lineIdsOf = ({ id, hqId, agencyId }: OnLine): [string, string, string] => [
  id,
  agencyId ?? hqId,
  hqId,
]

/** Invalidates the cached names of the tree, and sends a live event to the company, its agency and its HQ. */
export const companyChanged = (ctx: TxCtx, company: OnLine): void =>
  ctx.changed({
    namespaces: [treeNamespace(company.hqId)],
    event: { type: 'company.changed', id: company.id },
    heardBy: lineIdsOf(company),
  })

import { record } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireBelow } from './close-company.ts'
import { dependentsOf, isBare } from './dependents.ts'
import { type CompanyRow, changeCompany, lockCompany, requireVersion, stateOf } from './lock.ts'

/**
 * Hides a company from every list. Its row stays, so that old records keep a name. Throws while it has
 * dependents. The caller suspends its people in the same transaction.
 */
export async function takeCompanyAway(
  ctx: TxCtx,
  id: string,
  version: number,
): Promise<CompanyRow> {
  const company = await lockCompany(ctx, id, 'update')
  requireBelow(ctx, company)
  const dependents = await dependentsOf(ctx, company)
  if (!isBare(dependents))
    throw new AppError(
      'conflict',
      'Only a company without companies below it, orders, customers and usable budget can be removed. Close it instead.',
      { facts: dependents },
    )
  requireVersion(company, version)
  await changeCompany(ctx, company, { active: false, removedAt: ctx.clock.now() })
  await record(ctx, {
    action: 'company.remove',
    entityId: id,
    facts: { code: company.code },
    before: { state: stateOf(company) },
    after: { state: 'removed' },
  })
  return company
}

import { record } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { bondsOf, isBare } from './bonds.ts'
import { requireBelow } from './closing.ts'
import { type CompanyRow, changeCompany, lockCompany, requireVersion, stateOf } from './lock.ts'

/**
 * Takes a company out of every list. Its row stays, so that what was written of it keeps a name. What
 * hangs on it must go first. The caller sends its people away beside it.
 */
export async function takeCompanyAway(
  ctx: TxCtx,
  id: string,
  version: number,
): Promise<CompanyRow> {
  const company = await lockCompany(ctx, id, 'update')
  requireBelow(ctx, company)
  const bonds = await bondsOf(ctx, company)
  if (!isBare(bonds))
    throw new AppError(
      'conflict',
      'Only a company without companies below it, orders and usable budget can be removed. Close it instead.',
      { facts: bonds },
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

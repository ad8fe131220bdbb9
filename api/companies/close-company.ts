import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { CloseCompany, CompanyDetail, OpenCompany } from './contract.ts'
import { type CompanyRow, changeCompany, lockCompany, requireVersion, stateOf } from './lock.ts'
import { companyFor } from './queries.ts'

/**
 * Closes a company: its people and all people below are refused from the next request on. `alongside` ends
 * their sessions and tokens in the same transaction.
 */
export function closeCompany(
  ctx: Ctx,
  id: string,
  { version, reason }: CloseCompany,
  alongside: (ctx: TxCtx) => Promise<void>,
): Promise<CompanyDetail> {
  return transact(ctx, async (ctx) => {
    const company = await lockCompany(ctx, id)
    requireBelow(ctx, company)
    requireVersion(company, version)
    if (stateOf(company) !== 'active') throw cannot('close', company)
    await changeCompany(ctx, company, { active: false, closedBecause: reason })
    await recordMove(ctx, company, 'company.close', 'closed')
    await alongside(ctx)
    return companyFor(ctx, id)
  })
}

/**
 * Reopens a closed company. A company that waits for its first admin opens only when that person is approved.
 */
export function openCompany(
  ctx: Ctx,
  id: string,
  { version }: OpenCompany,
): Promise<CompanyDetail> {
  return transact(ctx, async (ctx) => {
    const company = await lockCompany(ctx, id)
    requireBelow(ctx, company)
    requireVersion(company, version)
    if (stateOf(company) !== 'closed') throw cannot('open', company)
    await changeCompany(ctx, company, { active: true, closedBecause: null })
    await recordMove(ctx, company, 'company.open', 'active')
    return companyFor(ctx, id)
  })
}

/**
 * Opens a company that waited for its first admin; the caller approves that person in the same transaction.
 */
export async function admitCompany(ctx: TxCtx, company: CompanyRow): Promise<void> {
  if (stateOf(company) !== 'pending') return
  await changeCompany(ctx, company, { active: true, approvedAt: ctx.clock.now() })
  await recordMove(ctx, company, 'company.open', 'active')
}

const recordMove = (
  ctx: TxCtx,
  company: CompanyRow,
  action: 'company.close' | 'company.open',
  to: string,
) =>
  record(ctx, {
    action,
    entityId: company.id,
    facts: { code: company.code },
    before: { state: stateOf(company) },
    after: { state: to },
  })

/** Closing and removing are left to a company above: nobody could undo it for their own company. */
export function requireBelow(ctx: TxCtx, { id }: CompanyRow): void {
  if (id === ctx.actor.companyId)
    throw new AppError('conflict', 'A company cannot close or remove itself.', {
      facts: { why: 'own' },
    })
}

function cannot(action: 'close' | 'open', company: CompanyRow) {
  const state = stateOf(company)
  return new AppError('invalid_transition', `You cannot ${action} a company that is ${state}.`, {
    facts: { state, action },
  })
}

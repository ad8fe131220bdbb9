import { treeStandingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { CloseCompany, OpenCompany } from './contract.ts'
import { type CompanyRow, changeCompany, lockCompany, requireVersion, stateOf } from './lock.ts'

/** Closes a company: it and everybody below it are refused from the next request on. */
export async function closeCompany(
  ctx: Ctx,
  id: string,
  { version, reason }: CloseCompany,
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const company = await lockCompany(ctx, id)
    requireBelow(ctx, company)
    requireVersion(company, version)
    if (stateOf(company) !== 'active') throw cannot('close', company)
    await changeCompany(ctx, company, { active: false, closedBecause: reason })
    await recordMove(ctx, company, 'company.close', 'closed')
  })
  await treeStandingChanged(ctx, ctx.actor.hqId)
}

/** Opens what was closed. One that waits for its first admin opens by that person's approval alone. */
export async function openCompany(ctx: Ctx, id: string, { version }: OpenCompany): Promise<void> {
  await transact(ctx, async (ctx) => {
    const company = await lockCompany(ctx, id)
    requireBelow(ctx, company)
    requireVersion(company, version)
    if (stateOf(company) !== 'closed') throw cannot('open', company)
    await changeCompany(ctx, company, { active: true, closedBecause: null })
    await recordMove(ctx, company, 'company.open', 'active')
  })
  await treeStandingChanged(ctx, ctx.actor.hqId)
}

/** Opens a company that waited for its first admin; the caller approves that person beside it. */
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

/** Who closes or removes a company stands above it; of itself nobody could undo it. */
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

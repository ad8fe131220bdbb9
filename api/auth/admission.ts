import { and, asc, eq, or } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { Tier } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Account, actorFor, type Bar, barOf, type Visitor } from '../users/account.ts'

/** Refuses whoever may not come in, and says why and who decides: only after the right password. */
export async function admit(ctx: Visitor, account: Account): Promise<void> {
  const status = barOf(account)
  if (!status) return
  ctx.metrics.count('maru_login_failures_total', { reason: status })
  await transact({ ...ctx, actor: actorFor(account, { id: '' }) }, (ctx) =>
    record(ctx, {
      action: 'auth.login_failed',
      entityId: account.user.id,
      facts: { reason: status },
    }),
  )
  throw await refusalOf(ctx, account, status)
}

async function refusalOf(ctx: Visitor, account: Account, status: Bar): Promise<AppError> {
  const line = await lineOf(ctx, account)
  const own = line.find(({ id }) => id === account.company.id)
  // Staff are let in by their own company, admins by the one above; a closed one decides nothing.
  const above = account.user.role === 'admin' ? line.filter((each) => each !== own) : line
  const approver = above.find(({ active }) => active)
  return new AppError('not_admitted', SENTENCE[status], {
    facts: {
      status,
      reason: status === 'closed' ? (own?.closedBecause ?? null) : account.statusReason,
      approver: approver?.name ?? null,
      approverPhone: approver?.phone ?? null,
    },
  })
}

const SENTENCE: Record<Bar, string> = {
  pending: 'This account waits for its approval.',
  rejected: 'This application was turned down. Read the reason and apply again.',
  suspended: 'This account is suspended. Ask the company named here.',
  closed: 'The company, or one above it, is closed. Ask the company named here.',
}

const HEIGHT: Record<Tier, number> = { retail: 0, agency: 1, hq: 2 }

/** The account's own company and those above it, nearest first. */
async function lineOf({ db }: Visitor, { company, agencyId, hqId }: Account) {
  const { id, name, phone, tier, active, closedBecause, hqId: tree } = companies
  const ids = [company.id, agencyId ?? hqId, hqId].map((each) => eq(id, each))
  const rows = await db
    .select({ id, name, phone, tier, active, closedBecause })
    .from(companies)
    .where(and(eq(tree, hqId), or(...ids)))
    .orderBy(asc(id))
  return rows.toSorted((a, b) => HEIGHT[a.tier] - HEIGHT[b.tier])
}

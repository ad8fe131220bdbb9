import { and, asc, eq, or } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import type { Tier } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { formatPhone } from '../phone-groups.ts'
import {
  type Account,
  actorFor,
  type SignInBar,
  signInBarOf,
  type Visitor,
} from '../users/account.ts'

/**
 * Refuses a person who may not sign in, with the reason and the approver. Call it only after the right
 * password.
 */
export async function admit(ctx: Visitor, account: Account): Promise<void> {
  const status = signInBarOf(account)
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

async function refusalOf(ctx: Visitor, account: Account, status: SignInBar): Promise<AppError> {
  const line = await lineOf(ctx, account)
  const own = line.find(({ id }) => id === account.company.id)
  // Staff are approved by their own company, admins by the one above. A closed company cannot approve.
  const above = account.user.role === 'admin' ? line.filter((each) => each !== own) : line
  const approver = above.find(({ active }) => active)
  return new AppError('not_admitted', SENTENCE[status], {
    facts: {
      status,
      reason: status === 'closed' ? (own?.closedBecause ?? null) : account.statusReason,
      approver: approver?.name ?? null,
      approverPhone: approver?.phone ? formatPhone(approver.phone) : null,
    },
  })
}

const SENTENCE: Record<SignInBar, string> = {
  pending: 'This account waits for its approval.',
  rejected: 'This application was turned down. Read the reason and apply again.',
  suspended: 'This account is suspended. Ask the company named here.',
  closed: 'The company, or one above it, is closed. Ask the company named here.',
}

const HEIGHT: Record<Tier, number> = { retail: 0, agency: 1, hq: 2 }

/** The account's own company and the companies above it, nearest first. */
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

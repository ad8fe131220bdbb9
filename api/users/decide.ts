import { and, eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { authStateChanged } from '../access/auth-state.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { record } from '../audit/record.ts'
import { type CompanyRow, lineIdsOf, lockCompany, requireVersion } from '../companies/lock.ts'
import { companiesOf } from '../companies/scope.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { permissionFor, type UserAction, whyNot } from './actions.ts'
import type { UserItem } from './contract.ts'
import { isLastAdmin } from './list.ts'
import { noSuchUser, userFor } from './list-users.ts'

export type UserRow = typeof users.$inferSelect
type Facts = Record<string, string | null>
/** What a decision changes, and what the audit event stores. */
export type Decision = {
  set: Partial<Omit<UserRow, 'id' | 'version'>>
  action: AuditAction
  before: Facts
  after: Facts
}
type Subject = { user: UserRow; company: CompanyRow }

/**
 * Makes one decision about a person in scope. Decisions in one company wait for each other, so the checks
 * still hold when the change is written: two admins who demote each other leave one. `decide` returns
 * undefined when nothing changes. Returns the person after the decision.
 */
export function decideAbout(
  ctx: Ctx,
  userId: string,
  action: UserAction,
  version: number,
  decide: (ctx: TxCtx, subject: Subject) => Promise<Decision | undefined>,
): Promise<UserItem> {
  return transact(ctx, async (ctx) => {
    const subject = await lockSubject(ctx, userId, action, version)
    // Also when nothing changes: a repeat makes up for an earlier invalidation that may have been lost.
    authStateChanged(ctx, userId)
    const decision = await decide(ctx, subject)
    if (!decision) return userFor(ctx, userId)
    await ctx.db
      .update(users)
      .set({ ...decision.set, version: version + 1 })
      .where(eq(users.id, userId))
    const { action: named, before, after } = decision
    await record(ctx, { action: named, entityId: userId, before, after })
    userChanged(ctx, subject)
    return userFor(ctx, userId)
  })
}

async function lockSubject(
  ctx: TxCtx,
  userId: string,
  action: UserAction,
  version: number,
): Promise<Subject> {
  const [seen] = await ctx.db
    .select({ companyId: users.companyId })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .where(and(eq(users.id, userId), companiesOf(ctx.actor)))
  if (!seen) throw noSuchUser()
  const company = await lockCompany(ctx, seen.companyId)
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId)).for('no key update')
  if (!user) throw noSuchUser()
  requireVersion(user, version)
  await refuse(ctx, user, action)
  return { user, company }
}

async function refuse(ctx: TxCtx, user: UserRow, action: UserAction): Promise<void> {
  const [last] = await ctx.db
    .select({ isLastAdmin, companyId: companies.id })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .where(eq(users.id, user.id))
  const { id, role, status } = user
  const person = { id, role, status, isLastAdmin: last?.isLastAdmin ?? true }
  // No decision made here depends on factors or locks, so both are false.
  const why = whyNot(ctx.actor, { ...person, hasFactor: false, isLocked: false }, action)
  if (why === 'permission')
    throw new AppError('forbidden', 'The access token was not given this permission.', {
      facts: { permission: permissionFor(action), why: 'scope' },
    })
  if (why === 'own')
    throw new AppError(
      'conflict',
      'Nobody decides about the own account. Ask another admin of your company or one above it.',
      { facts: { why } },
    )
  if (why === 'status')
    throw new AppError('invalid_transition', `You cannot ${action} a person who is ${status}.`, {
      facts: { status, action },
    })
  if (why === 'last_admin')
    throw new AppError(
      'conflict',
      'This is the last admin of the company. Make somebody else an admin first.',
      { facts: { why } },
    )
}

/** Sends a live event to the person's company and those above it. */
export const userChanged = (
  ctx: TxCtx,
  {
    user: { id },
    company,
  }: { user: { id: string }; company: Pick<CompanyRow, 'id' | 'hqId' | 'agencyId'> },
): void => ctx.changed({ event: { type: 'user.changed', id }, heardBy: lineIdsOf(company) })

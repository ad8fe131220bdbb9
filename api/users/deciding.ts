import { and, eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { standingChanged } from '../access/standing.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { record } from '../audit/record.ts'
import { type CompanyRow, lockCompany, requireVersion } from '../companies/lock.ts'
import { companiesOf } from '../companies/scope.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { permissionFor, type UserAction, whyNot } from './actions.ts'
import { isLastAdmin, noSuchUser } from './listing.ts'

export type UserRow = typeof users.$inferSelect
type Facts = Record<string, string | null>
/** What a decision changes, and what the audit keeps of it. */
export type Decision = {
  set: Partial<Omit<UserRow, 'id' | 'version'>>
  action: AuditAction
  before: Facts
  after: Facts
}
type Subject = { user: UserRow; company: CompanyRow }

/**
 * One decision about a person in scope. Whoever decides in the same company waits for it, so that
 * what was true when it was allowed is still true when it is written: two admins who demote each other
 * leave one. `decide` answers nothing where there is nothing to change.
 */
export async function decideAbout(
  ctx: Ctx,
  userId: string,
  action: UserAction,
  version: number,
  decide: (ctx: TxCtx, subject: Subject) => Promise<Decision | undefined>,
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const subject = await lockSubject(ctx, userId, action, version)
    const decision = await decide(ctx, subject)
    if (!decision) return
    await ctx.db
      .update(users)
      .set({ ...decision.set, version: version + 1 })
      .where(eq(users.id, userId))
    const { action: named, before, after } = decision
    await record(ctx, { action: named, entityId: userId, before, after })
    userChanged(ctx, subject)
  })
  await standingChanged(ctx, userId)
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
  // Factors and locks are looked after elsewhere, and nothing decided here hangs on them.
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

/** After the commit the person's company and those above it hear of it. */
export function userChanged(
  ctx: TxCtx,
  {
    user: { id },
    company,
  }: { user: { id: string }; company: Pick<CompanyRow, 'id' | 'hqId' | 'agencyId'> },
): void {
  const { hqId, agencyId } = company
  ctx.afterCommit(async () => {
    for (const companyId of new Set([company.id, agencyId ?? hqId, hqId]))
      await ctx.realtime.publish(companyId, { type: 'user.changed', id })
  })
}

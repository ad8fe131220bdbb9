import { eq, sql } from 'drizzle-orm'
import { alias, type SelectedFields } from 'drizzle-orm/pg-core'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { secondFactors } from '#db/schema/factors.ts'
import { users } from '#db/schema/users.ts'
import { computed, integer, listOf, oneOf } from '#db/values.ts'
import { GRANTS, SECOND_FACTOR_RULES } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { isPrivileged, permissionsOf } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { shownPhone } from '../phone.ts'
import type { Me } from './contract.ts'

/** The context of a request without a signed-in person: the platform and the request, but no actor. */
export type Visitor = Omit<Ctx, 'actor' | 'once'>

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

/** A user with everything that decides whether they may sign in and what they may do. */
const accountColumns = {
  user: {
    id: users.id,
    username: users.username,
    name: users.name,
    email: users.email,
    phone: users.phone,
    role: users.role,
    version: users.version,
  },
  company: {
    id: companies.id,
    code: companies.code,
    name: companies.name,
    tier: companies.tier,
  },
  passwordHash: users.passwordHash,
  passwordChangedAt: users.passwordChangedAt,
  status: users.status,
  statusReason: users.statusReason,
  hqId: companies.hqId,
  agencyId: companies.agencyId,
  companyActive: companies.active,
  companyApprovedAt: companies.approvedAt,
  agencyActive: agency.active,
  hqActive: headquarters.active,
  // Cast to text, because the drivers can decode arrays of text but not of our enum types.
  grants: computed(
    listOf(oneOf(GRANTS)),
    sql`array(select g."grant"::text from user_grants g where g.user_id = ${users.id})`,
  ),
  rule: computed(
    oneOf(SECOND_FACTOR_RULES),
    sql`coalesce(${hqSettings.secondFactor}::text, 'privileged')`,
  ),
  idleMinutes: computed(integer, sql`coalesce(${hqSettings.idleMinutes}, 60)`),
  factorSince: secondFactors.confirmedAt,
}

/** Accounts with the joins that they need; `more` are columns of tables that the caller joins. */
export const selectAccountsWith = <More extends SelectedFields>(db: Db, more: More) =>
  db
    .select({ ...accountColumns, ...more })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .innerJoin(headquarters, eq(headquarters.id, companies.hqId))
    .leftJoin(agency, eq(agency.id, companies.agencyId))
    .leftJoin(hqSettings, eq(hqSettings.hqId, companies.hqId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))

export const selectAccounts = (db: Db) => selectAccountsWith(db, {})

export type Account = Awaited<ReturnType<ReturnType<typeof byName>['execute']>>[number]

// Prepared, because a thousand people may sign in within one second, and building the statement costs more
// than running it.
const byName = (db: Db) =>
  prepared(db, 'account by name', (db) =>
    selectAccounts(db)
      .where(eq(users.username, sql.placeholder('username')))
      .prepare('account_by_name'),
  )
const byId = (db: Db) =>
  prepared(db, 'account by id', (db) =>
    selectAccounts(db)
      .where(eq(users.id, sql.placeholder('id')))
      .prepare('account_by_id'),
  )

export async function accountNamed(
  { db }: Pick<Visitor, 'db'>,
  username: string,
): Promise<Account | undefined> {
  const [account] = await byName(db).execute({ username })
  return account
}

export async function accountOf(
  { db }: Pick<Visitor, 'db'>,
  userId: string,
): Promise<Account | undefined> {
  const [account] = await byId(db).execute({ id: userId })
  return account
}

/** The acting person's own account. */
export async function ownAccount(ctx: Pick<Ctx, 'db' | 'actor'>): Promise<Account> {
  const account = await accountOf(ctx, ctx.actor.userId)
  if (!account) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
  return account
}

/** Why a user may not sign in: their own status, or a closed company among their own and those above it. */
export type SignInBar = 'pending' | 'rejected' | 'suspended' | 'closed'

export function signInBarOf(
  account: Pick<Account, 'status' | 'companyActive' | 'agencyActive' | 'hqActive'>,
): SignInBar | undefined {
  const { status, companyActive, agencyActive, hqActive } = account
  if (status !== 'approved') return status
  return companyActive && agencyActive !== false && hqActive ? undefined : 'closed'
}

/** Whether a person holds a second factor, or must set one up by the tree's rule. */
export function factorOf(account: Account): 'held' | 'owed' | undefined {
  if (account.factorSince) return 'held'
  const { rule, company, user, grants } = account
  const person = { tier: company.tier, role: user.role, grants }
  return rule === 'everyone' || (rule === 'privileged' && isPrivileged(person)) ? 'owed' : undefined
}

/** The actor for an account and a session. */
export function actorFor(
  account: Account,
  session: { id: string; provenAt?: Date | null; passwordShownAt?: Date | null },
): Actor {
  const { user, company, hqId, agencyId, grants } = account
  const factor = factorOf(account)
  return {
    userId: user.id,
    sessionId: session.id,
    companyId: company.id,
    tier: company.tier,
    role: user.role,
    hqId,
    agencyId,
    grants,
    ...(factor && { factor }),
    ...(session.provenAt && { provenAt: session.provenAt.getTime() }),
    ...(session.passwordShownAt && { passwordShownAt: session.passwordShownAt.getTime() }),
  }
}

/** What signed-in people see about themselves. `now` is the server's time. */
export function meIn(account: Account, now: Date): Me {
  const { user, company, grants, idleMinutes } = account
  const factor = factorOf(account)
  const person = { tier: company.tier, role: user.role, grants, ...(factor && { factor }) }
  return {
    ...shownPhone(user),
    company,
    grants,
    permissions: permissionsOf(person),
    secondFactor: factor ?? 'none',
    idleMinutes,
    now: now.toISOString(),
  }
}

import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { secondFactors } from '#db/schema/factors.ts'
import { users } from '#db/schema/users.ts'
import type { Grant, SecondFactorRule } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { isPrivileged, permissionsOf } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import type { Me } from './contract.ts'

/** Somebody who is not signed in: the platform and the request, but no actor. */
export type Visitor = Omit<Ctx, 'actor' | 'once'>

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

/** A user with all that decides whether it may be signed in and what it may then do. */
export const accountColumns = {
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
  // Cast, because the drivers know arrays of text and none of our own types.
  grants: sql<
    Grant[]
  >`array(select g."grant"::text from user_grants g where g.user_id = ${users.id})`,
  rule: sql<SecondFactorRule>`coalesce(${hqSettings.secondFactor}::text, 'privileged')`,
  idleMinutes: sql<number>`coalesce(${hqSettings.idleMinutes}, 60)`,
  factorSince: secondFactors.confirmedAt,
}

/** The joins that `accountColumns` needs; what stands before `where`. */
export const selectAccounts = (db: Db) =>
  db
    .select(accountColumns)
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .innerJoin(headquarters, eq(headquarters.id, companies.hqId))
    .leftJoin(agency, eq(agency.id, companies.agencyId))
    .leftJoin(hqSettings, eq(hqSettings.hqId, companies.hqId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))

export type Account = Awaited<ReturnType<ReturnType<typeof byName>['execute']>>[number]

// Prepared: a thousand people may sign in within one second, and building the statement costs more than
// running it.
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

/** Why this user may not be signed in, if so: its own state, or a company of its line is closed. */
export type Bar = 'pending' | 'rejected' | 'suspended' | 'closed'

export function barOf(
  account: Pick<Account, 'status' | 'companyActive' | 'agencyActive' | 'hqActive'>,
): Bar | undefined {
  const { status, companyActive, agencyActive, hqActive } = account
  if (status !== 'approved') return status
  return companyActive && agencyActive !== false && hqActive ? undefined : 'closed'
}

/** Whether a second factor is held, or asked for by the tree's rule and not there yet. */
export function factorOf(account: Account): 'held' | 'owed' | undefined {
  if (account.factorSince) return 'held'
  const { rule, company, user, grants } = account
  const person = { tier: company.tier, role: user.role, grants }
  return rule === 'everyone' || (rule === 'privileged' && isPrivileged(person)) ? 'owed' : undefined
}

/** The actor that this account is, on a device. */
export function actorFor(account: Account, session: { id: string; provenAt?: Date | null }): Actor {
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
  }
}

/** What the signed-in person is told of itself. */
export function meIn(account: Account): Me {
  const { user, company, grants, idleMinutes } = account
  const factor = factorOf(account)
  const person = { tier: company.tier, role: user.role, grants, ...(factor && { factor }) }
  return {
    ...user,
    company,
    grants,
    permissions: permissionsOf(person),
    secondFactor: factor ?? 'none',
    idleMinutes,
  }
}

import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { sessions } from '#db/schema/auth.ts'
import { companies } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import type { Me } from '../users/contract.ts'
import { withPermissions } from '../users/queries.ts'
import type { SignInOptions } from './contract.ts'
import { DEMO_LOGINS } from './demo.ts'

/** Somebody who is not signed in: the platform and the request, but no actor. */
export type Visitor = Omit<Ctx, 'actor' | 'once'>

export type Session = Pick<
  typeof sessions.$inferSelect,
  'id' | 'userId' | 'counter' | 'rotatedAt' | 'expiresAt' | 'revokedAt'
>

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

/** A user with all that decides whether it may be signed in. */
export type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

export const accountNamed = (ctx: Visitor, username: string) =>
  findAccount(ctx, eq(users.username, username))

export const accountOf = (ctx: Visitor, userId: string) => findAccount(ctx, eq(users.id, userId))

async function findAccount(ctx: Visitor, which: SQL) {
  const [row] = await ctx.db
    .select({
      user: {
        id: users.id,
        username: users.username,
        name: users.name,
        role: users.role,
      },
      company: {
        id: companies.id,
        code: companies.code,
        name: companies.name,
        tier: companies.tier,
      },
      passwordHash: users.passwordHash,
      status: users.status,
      hqId: companies.hqId,
      agencyId: companies.agencyId,
      companyActive: companies.active,
      agencyActive: agency.active,
      hqActive: headquarters.active,
    })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .innerJoin(headquarters, eq(headquarters.id, companies.hqId))
    .leftJoin(agency, eq(agency.id, companies.agencyId))
    .where(which)
  return row
}

/** Why this user may not be signed in, if so: its own state, or a company of its line is closed. */
export function barOf(account: Account): 'not_approved' | 'company_closed' | undefined {
  if (account.status !== 'approved') return 'not_approved'
  const { companyActive, agencyActive, hqActive } = account
  return companyActive && agencyActive !== false && hqActive ? undefined : 'company_closed'
}

export const actorFor = ({ user, company, hqId, agencyId }: Account, sessionId: string): Actor => ({
  userId: user.id,
  sessionId,
  companyId: company.id,
  tier: company.tier,
  role: user.role,
  hqId,
  agencyId,
})

export const meIn = ({ user, company }: Account): Me => withPermissions({ ...user, company })

export async function findSession(ctx: Visitor, id: string): Promise<Session | undefined> {
  const [session] = await ctx.db.select(sessionColumns).from(sessions).where(eq(sessions.id, id))
  return session
}

export const sessionColumns = {
  id: sessions.id,
  userId: sessions.userId,
  counter: sessions.counter,
  rotatedAt: sessions.rotatedAt,
  expiresAt: sessions.expiresAt,
  revokedAt: sessions.revokedAt,
}

/** The demo's logins, as far as the seed has made them; none on any other installation. */
export async function signInOptions(ctx: Visitor): Promise<SignInOptions> {
  if (!ctx.settings.demo) return { demo: [] }
  const names = DEMO_LOGINS.map(({ username }) => username)
  const rows = await ctx.db
    .select({ username: users.username })
    .from(users)
    .where(and(inArray(users.username, names), eq(users.status, 'approved')))
  const made = new Set(rows.map(({ username }) => username))
  return { demo: DEMO_LOGINS.filter(({ username }) => made.has(username)) }
}

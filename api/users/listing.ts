import { and, asc, desc, eq, gt, ilike, ne, or, type SQL, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { secondFactors } from '#db/schema/factors.ts'
import { signInGuards } from '#db/schema/lockout.ts'
import { users } from '#db/schema/users.ts'
import type { Grant } from '#db/words.ts'
import { containing } from '../companies/containing.ts'
import { companiesOf } from '../companies/scope.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Page } from '../shapes.ts'
import { userActions } from './actions.ts'
import type { UserFilter, UserItem } from './contract.ts'
import { cursorOf, positionOf } from './cursor.ts'

/** Nobody of the company but this person is an approved admin. For a query in which `users` is joined. */
export const isLastAdmin = sql<boolean>`(${users.role} = 'admin' and ${users.status} = 'approved' and not exists (
  select 1 from users o where o.company_id = ${users.companyId} and o.id <> ${users.id} and o.role = 'admin' and o.status = 'approved'))`

const selectPeople = (ctx: Ctx) =>
  ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      email: users.email,
      phone: users.phone,
      role: users.role,
      status: users.status,
      statusReason: users.statusReason,
      company: { id: companies.id, name: companies.name, tier: companies.tier },
      // Cast, because the drivers know arrays of text and none of our own types.
      grants: sql<
        Grant[]
      >`array(select g."grant"::text from user_grants g where g.user_id = ${users.id} order by g."grant")`,
      isFirstAdmin: users.isFirstAdmin,
      factorSince: secondFactors.confirmedAt,
      lockedUntil: signInGuards.lockedUntil,
      lastLoginAt: users.lastLoginAt,
      createdAt: users.createdAt,
      version: users.version,
      isLastAdmin,
    })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    // The lock-out counts by the hash of the name, so that it can count names that nobody has.
    .leftJoin(
      signInGuards,
      sql`${signInGuards.key} = 'account:' || encode(sha256(convert_to(${users.username}, 'UTF8')), 'hex')`,
    )

/** The people of the companies in scope: those who wait first, then in the order in which they came. */
export async function listUsers(ctx: Ctx, filter: UserFilter): Promise<Page<UserItem>> {
  const { companyId, status, q, after, limit } = filter
  const waiting = eq(users.status, 'pending')
  const rows = await selectPeople(ctx)
    .where(
      and(
        companiesOf(ctx.actor),
        companyId ? eq(users.companyId, companyId) : undefined,
        status ? eq(users.status, status) : undefined,
        q ? or(ilike(users.name, containing(q)), ilike(users.username, containing(q))) : undefined,
        after ? isAfter(after) : undefined,
      ),
    )
    .orderBy(desc(waiting), asc(users.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => itemOf(ctx, row))
  const last = items.at(-1)
  return {
    items,
    nextCursor:
      rows.length > limit && last
        ? cursorOf({ id: last.id, waiting: last.status === 'pending' })
        : null,
  }
}

function isAfter(cursor: string): SQL | undefined {
  const { id, waiting } = positionOf(cursor)
  const isRest = ne(users.status, 'pending')
  return waiting ? or(isRest, gt(users.id, id)) : and(isRest, gt(users.id, id))
}

/** One person of a company in scope. */
export async function userFor(ctx: Ctx, id: string): Promise<UserItem> {
  const [row] = await selectPeople(ctx).where(and(eq(users.id, id), companiesOf(ctx.actor)))
  if (!row) throw noSuchUser()
  return itemOf(ctx, row)
}

export const noSuchUser = () => new AppError('not_found', 'There is no such user.')

function itemOf(ctx: Ctx, row: Awaited<ReturnType<typeof selectPeople>>[number]): UserItem {
  const { factorSince, lockedUntil, lastLoginAt, createdAt, isLastAdmin, ...user } = row
  const isLocked = lockedUntil !== null && lockedUntil > ctx.clock.now()
  const hasFactor = factorSince !== null
  return {
    ...user,
    secondFactor: hasFactor,
    lockedUntil: isLocked ? lockedUntil.toISOString() : null,
    lastLoginAt: lastLoginAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    actions: userActions(ctx.actor, { ...user, isLastAdmin, hasFactor, isLocked }),
  }
}

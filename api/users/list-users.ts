import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { secondFactors } from '#db/schema/factors.ts'
import { users } from '#db/schema/users.ts'
import { computed, integer } from '#db/values.ts'
import { companiesOf } from '../companies/scope.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { shownPhone } from '../phone.ts'
import type { Page } from '../shapes.ts'
import { userActions } from './actions.ts'
import type { UserFilter, UserItem } from './contract.ts'
import { cursorOf } from './cursor.ts'
import { USER_COLUMNS, USER_FILTERS } from './list.ts'

const selectPeople = (ctx: Ctx) =>
  ctx.db
    .select(USER_COLUMNS)
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))

/** The people of the companies in scope: pending ones first, then by creation. */
export async function listUsers(ctx: Ctx, filter: UserFilter): Promise<Page<UserItem>> {
  const { limit } = filter
  const waiting = eq(users.status, 'pending')
  const rows = await selectPeople(ctx)
    .where(and(companiesOf(ctx.actor), ...conditionsOf(USER_FILTERS, filter, undefined)))
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

/** The number of pending people of the companies in scope. */
export async function countWaiting(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ waiting: computed(integer, sql`count(*)::int`) })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .where(and(eq(users.status, 'pending'), companiesOf(ctx.actor)))
  return row?.waiting ?? 0
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
    ...shownPhone(user),
    secondFactor: hasFactor,
    lockedUntil: isLocked ? lockedUntil.toISOString() : null,
    lastLoginAt: lastLoginAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    actions: userActions(ctx.actor, { ...user, isLastAdmin, hasFactor, isLocked }),
  }
}

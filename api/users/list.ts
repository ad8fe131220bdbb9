import { and, eq, gt, like, ne, or, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { companies } from '#db/schema/companies.ts'
import { secondFactors } from '#db/schema/factors.ts'
import { users } from '#db/schema/users.ts'
import { boolean, computed, instant, listOf, nullable, oneOf } from '#db/values.ts'
import { GRANTS, ROLES, TIERS, USER_STATUSES } from '#db/words.ts'
import { containing, nameContains } from '../companies/name-contains.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery, Search, Word } from '../shapes.ts'
import { USER_ACTIONS } from './actions.ts'
import { isCursor, positionOf } from './cursor.ts'
import { usernameOf } from './username.ts'

// The list of people: columns, item, filters and cursor. `list-users.ts` makes items of rows.

/** True when no other person of the company is an approved admin. For queries that join `users`. */
export const isLastAdmin = computed(
  boolean,
  sql`(${users.role} = 'admin' and ${users.status} = 'approved' and not exists (
  select 1 from users o where o.company_id = ${users.companyId} and o.id <> ${users.id} and o.role = 'admin' and o.status = 'approved'))`,
)

/** Columns of `users` with its company and second factor. */
export const USER_COLUMNS = {
  id: users.id,
  username: users.username,
  name: users.name,
  email: users.email,
  phone: users.phone,
  role: users.role,
  status: users.status,
  statusReason: users.statusReason,
  company: { id: companies.id, name: companies.name, tier: companies.tier },
  // Cast to text, because the drivers can decode arrays of text but not of our enum types.
  grants: computed(
    listOf(oneOf(GRANTS)),
    sql`array(select g."grant"::text from user_grants g where g.user_id = ${users.id} order by g."grant")`,
  ),
  isFirstAdmin: users.isFirstAdmin,
  factorSince: secondFactors.confirmedAt,
  // The latest lock of the person by username, device, session or person. The lock-out stores hashed
  // usernames, so that it can also count unknown ones.
  lockedUntil: computed(
    nullable(instant),
    sql`(select max(g.locked_until) from sign_in_guards g
    where g.account = encode(sha256(convert_to(${users.username}, 'UTF8')), 'hex'))`,
  ),
  lastLoginAt: users.lastLoginAt,
  createdAt: users.createdAt,
  version: users.version,
  isLastAdmin,
}

export type UserItem = z.infer<typeof UserItem>
export const UserItem = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
  statusReason: z.string().nullable(),
  company: z.object({ id: Id, name: z.string(), tier: z.enum(TIERS) }),
  grants: z.array(z.enum(GRANTS)),
  /** Signed up with their company: approving them opens it. */
  isFirstAdmin: z.boolean(),
  secondFactor: z.boolean(),
  lockedUntil: Instant.nullable(),
  lastLoginAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
  /** The actions that the calling admin may apply to this person now; none for themselves. */
  actions: z.array(z.enum(USER_ACTIONS)),
})

export const USER_FILTERS = {
  companyId: filter(Id, (id) => eq(users.companyId, id)),
  status: filter(z.enum(USER_STATUSES), (status) => eq(users.status, status)),
  /** Part of the name or the username. */
  q: filter(Search(100), (q) =>
    or(nameContains(users.nameKey, q), like(users.username, containing(usernameOf(q)))),
  ),
  /** The `nextCursor` of the previous page. */
  after: filter(Word(44, isCursor), isAfter),
}

export type UserFilter = z.infer<typeof UserFilter>
export const UserFilter = z.strictObject({ ...pageQuery, ...queryOf(USER_FILTERS) })

function isAfter(cursor: string): SQL | undefined {
  const { id, waiting } = positionOf(cursor)
  const isRest = ne(users.status, 'pending')
  return waiting ? or(isRest, gt(users.id, id)) : and(isRest, gt(users.id, id))
}

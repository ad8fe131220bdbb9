import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { boolean, instant, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { TIERS } from '#db/words.ts'
import { containing } from '../companies/name-contains.ts'
import { filter, queryOf } from '../list.ts'
import { shownPhone } from '../phone.ts'
import { isReadBy } from '../policies/reached.ts'
import { Id, Instant, pageQuery, Search } from '../shapes.ts'

// The companies that a policy reaches, each with what it has read and priced. In the statement `p` is
// `policies`, `c` is `companies`, `t` its agency's target and `v` the current version.

const isRead = isReadBy(sql`c.id`)
/** An agency has decided its prices, and by that those of its shops (decision 019). */
const isPriced = sql`exists (select 1 from agency_rates r where r.policy_id = p.id and r.agency_id = c.agency_id)`
/** A shop that cannot order under the policy as things stand. */
export const isBlocked: SQL = sql`(c.tier = 'retail' and (not ${isPriced} or (p.requires_reading and not ${isRead})))`
const contact = (kind: 'reminder' | 'call') =>
  sql`(select max(at) from policy_contacts k where k.policy_id = p.id and k.version = p.current_version and k.company_id = c.id and k.kind = ${kind})`

/** Columns of the statement; `REACHED` decodes them. */
export const REACHED_COLUMNS = sql`c.id, c.name, c.tier, c.phone, up.name as "parentName", ${isPriced} as "isPriced", ${isBlocked} as "isBlocked",
  greatest(v.published_at, t.added_at, c.approved_at) as "since", read.at as "readAt", read.name as "readByName",
  (select count(distinct k.user_id)::int from policy_acknowledgements k where k.policy_id = p.id and k.version = p.current_version
    and k.company_id = c.id and not k.as_admin) as "staffReadings",
  ${contact('reminder')} as "remindedAt", ${contact('call')} as "calledAt"`

/** Joined to the companies: the one above, and the first admin who has acknowledged the version. */
export const REACHED_JOINS = sql`left join companies up on up.id = c.parent_id and c.tier = 'retail'
  left join lateral (select k.at, u.name from policy_acknowledgements k left join users u on u.id = k.user_id
    where k.policy_id = p.id and k.version = p.current_version and k.company_id = c.id and k.as_admin order by k.at limit 1) read on true`

export const REACHED = {
  id: text,
  name: text,
  tier: oneOf(TIERS),
  phone: nullable(text),
  parentName: nullable(text),
  isPriced: boolean,
  isBlocked: boolean,
  since: instant,
  readAt: nullable(instant),
  readByName: nullable(text),
  staffReadings: integer,
  remindedAt: nullable(instant),
  calledAt: nullable(instant),
}

export type ReachedItem = z.infer<typeof ReachedItem>
export const ReachedItem = z.object({
  id: Id,
  name: z.string(),
  tier: z.enum(TIERS),
  phone: z.string().nullable(),
  /** The agency of a shop. */
  parentName: z.string().nullable(),
  /** An agency that has decided its prices; a shop whose agency has. */
  isPriced: z.boolean(),
  /** Agencies only: how many of the combinations that HQ pays it have a price for its shops. */
  cells: z.object({ priced: z.int(), all: z.int() }).nullable(),
  /** A shop that cannot order: without a price, or unread where HQ requires reading. */
  isBlocked: z.boolean(),
  /** Since when the version could have been read. */
  since: Instant,
  /** When the first of its admins acknowledged the version; null: unread. */
  readAt: Instant.nullable(),
  readByName: z.string().nullable(),
  /** Staff who have acknowledged it, which does not count for the company. */
  staffReadings: z.int(),
  remindedAt: Instant.nullable(),
  calledAt: Instant.nullable(),
})

type Cells = ReachedItem['cells']
const iso = (at: Date | null) => at?.toISOString() ?? null

export const itemOf = (row: RowOf<typeof REACHED>, cells: Cells): ReachedItem => ({
  ...shownPhone(row),
  cells,
  since: row.since.toISOString(),
  readAt: iso(row.readAt),
  remindedAt: iso(row.remindedAt),
  calledAt: iso(row.calledAt),
})

const Reading = z.enum(['read', 'unread'])
const Pricing = z.enum(['priced', 'unpriced'])

export const REACH_FILTERS = {
  reading: filter(Reading, (word) => (word === 'read' ? isRead : sql`not ${isRead}`)),
  pricing: filter(Pricing, (word) => (word === 'priced' ? isPriced : sql`not ${isPriced}`)),
  blocked: filter(z.enum(['true', 'false']), (word) =>
    word === 'true' ? isBlocked : sql`not ${isBlocked}`,
  ),
  tier: filter(z.enum(['agency', 'retail']), (tier) => sql`c.tier = ${tier}`),
  /** Part of the name or the code. */
  q: filter(
    Search(100),
    (q) => sql`(c.name_key like text_pattern(${q}) or c.code like ${containing(q.toUpperCase())})`,
  ),
  after: filter(
    Id,
    (id) => sql`(c.tier, c.id) > (select o.tier, o.id from companies o where o.id = ${id})`,
  ),
}

/** Agencies first, then shops, each in the order in which they joined. */
export type ReachFilter = z.infer<typeof ReachFilter>
export const ReachFilter = z.strictObject({ ...pageQuery, ...queryOf(REACH_FILTERS) })

export const REACH_COUNTS = {
  companies: integer,
  read: integer,
  agencies: integer,
  agenciesRead: integer,
  agenciesPriced: integer,
  shops: integer,
  shopsPriced: integer,
  blocked: integer,
}
/** Columns of the counts over all companies that the caller may see here. */
export const COUNT_COLUMNS = sql`count(*)::int as companies, (count(*) filter (where ${isRead}))::int as read,
  (count(*) filter (where c.tier = 'agency'))::int as agencies, (count(*) filter (where c.tier = 'agency' and ${isRead}))::int as "agenciesRead",
  (count(*) filter (where c.tier = 'agency' and ${isPriced}))::int as "agenciesPriced",
  (count(*) filter (where c.tier = 'retail'))::int as shops, (count(*) filter (where c.tier = 'retail' and ${isPriced}))::int as "shopsPriced",
  (count(*) filter (where ${isBlocked}))::int as blocked`

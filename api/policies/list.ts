import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import {
  boolean,
  instant,
  integer,
  nullable,
  objectOf,
  oneOf,
  type RowOf,
  text,
} from '#db/values.ts'
import {
  CELL_CARRIERS,
  JOIN_TYPES,
  POLICY_KINDS,
  POLICY_STATES,
  POLICY_STATUSES,
  type PolicyState,
} from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery, Search } from '../shapes.ts'
import { isReadBy, reached } from './reached.ts'
import { SUCCESSION, Succession, successionColumns, successionOf } from './succession.ts'

// The list of policies: columns, item, filters and cursor. In its statement `p` is `policies`.

/** Columns of the statement; `POLICY` decodes them. */
export const policyColumns = (
  actor: Actor,
  now: Date,
) => sql`p.id, p.title, p.carrier, p.join_type as "joinType", p.kind, p.status, p.valid_from as "validFrom",
  p.valid_to as "validTo", p.current_version as "currentVersion", p.requires_reading as "requiresReading", p.version,
  p.updated_at as "updatedAt", ${successionColumns(actor, now)}`

export const POLICY = {
  id: text,
  title: text,
  carrier: oneOf(CELL_CARRIERS),
  joinType: oneOf([...JOIN_TYPES, 'all']),
  kind: oneOf(POLICY_KINDS),
  status: oneOf(POLICY_STATUSES),
  validFrom: instant,
  validTo: nullable(instant),
  currentVersion: integer,
  requiresReading: boolean,
  version: integer,
  updatedAt: instant,
  ...SUCCESSION,
}

const isRead = ({ companyId }: Actor) => sql`${isReadBy(sql`${companyId}`)} as "isRead"`

/** Joined as a set, which is faster than a look at the index for each company. */
const REACH = sql`select json_build_object('companies', count(*), 'read', count(r.company_id)) from (select c.id from ${reached}) reached
  left join (select distinct k.company_id from policy_acknowledgements k where k.policy_id = p.id and k.version = p.current_version and k.as_admin) r
    on r.company_id = reached.id`

/** The extra columns of each tier; `OWN` decodes them. */
export const OWN_COLUMN = {
  hq: () =>
    sql`(select count(*)::int from policy_targets t where t.policy_id = p.id) as agencies, (${REACH}) as reach`,
  agency: (actor) =>
    sql`coalesce((select max(number) from agency_rates r where r.policy_id = p.id and r.agency_id = ${actor.companyId}), 0) as "ratesNumber",
      ${isRead(actor)}`,
  retail: (actor) =>
    sql`exists (select 1 from agency_rates r where r.policy_id = p.id and r.agency_id = ${actor.agencyId}) as "isPriced", ${isRead(actor)}`,
} satisfies Record<Actor['tier'], (actor: Actor) => SQL>
export const OWN = {
  hq: { agencies: integer, reach: objectOf({ companies: integer, read: integer }) },
  agency: { ratesNumber: integer, isRead: boolean },
  retail: { isPriced: boolean, isRead: boolean },
}

export type PolicyItem = z.infer<typeof PolicyItem>
export const PolicyItem = z.object({
  id: Id,
  title: z.string(),
  carrier: z.enum(CELL_CARRIERS),
  joinType: z.enum([...JOIN_TYPES, 'all']),
  kind: z.enum(POLICY_KINDS),
  status: z.enum(POLICY_STATUSES),
  validFrom: Instant,
  validTo: Instant.nullable(),
  currentVersion: z.int(),
  /** Whether shops order only after their company has acknowledged the current version. */
  requiresReading: z.boolean(),
  version: z.int(),
  updatedAt: Instant,
  ...Succession.shape,
  /** HQ only: the number of agencies it reaches. */
  agencies: z.int().optional(),
  /** HQ only: the companies that it reaches, and those of them that have read the current version. */
  reach: z.object({ companies: z.int(), read: z.int() }).optional(),
  /** Agency and shop only: whether one of their admins has acknowledged the current version. */
  isRead: z.boolean().optional(),
  /** Agency only: the number of its rates for this policy; 0 until it has decided, while its shops wait. */
  ratesNumber: z.int().optional(),
  /** Shop only: whether its agency has decided its prices. Before that it has no prices and cannot order. */
  isPriced: z.boolean().optional(),
})

/** The item of a row, with the extra column that the row has. */
export const itemOf = <R extends RowOf<typeof POLICY>>(row: R) => ({
  ...row,
  validFrom: row.validFrom.toISOString(),
  validTo: row.validTo?.toISOString() ?? null,
  updatedAt: row.updatedAt.toISOString(),
  ...successionOf(row),
})

type Asked = { actor: Actor; now: Date }

/** The state of a policy at this moment: a status does not tell whether it has begun. */
export const stateAt = (
  now: Date,
) => sql`case when p.status in ('inactive', 'archived') then 'withdrawn'
  when p.status = 'expired' or p.valid_to <= ${now.toISOString()} then 'expired'
  when p.valid_from > ${now.toISOString()} then 'scheduled' else 'active' end`

/** Not read by some company that it reaches, or by the caller's own. */
const isUnread = ({ tier, companyId }: Actor) =>
  tier === 'hq'
    ? sql`exists (select 1 from ${reached} and not ${isReadBy(sql`c.id`)})`
    : sql`not ${isReadBy(sql`${companyId}`)}`

/** The filters that the counts of the states have too. */
const NARROWING = {
  carrier: filter(z.enum(CELL_CARRIERS), (carrier) => sql`p.carrier = ${carrier}`),
  kind: filter(z.enum(POLICY_KINDS), (kind) => sql`p.kind = ${kind}`),
  unread: filter(z.enum(['true', 'false']), (word, { actor }: Asked) =>
    word === 'true' ? isUnread(actor) : sql`not ${isUnread(actor)}`,
  ),
  /** Part of the title. */
  q: filter(Search(100), (q) => sql`text_key(p.title) like text_pattern(${q})`),
}

export const POLICY_FILTERS = {
  status: filter(z.enum(POLICY_STATUSES), (status) => sql`p.status = ${status}`),
  state: filter(z.enum(POLICY_STATES), (state, { now }: Asked) => sql`${stateAt(now)} = ${state}`),
  ...NARROWING,
  after: filter(Id, (id) => sql`p.id < ${id}`),
}

export type PolicyFilter = z.infer<typeof PolicyFilter>
export const PolicyFilter = z.strictObject({ ...pageQuery, ...queryOf(POLICY_FILTERS) })

export type PolicyCountFilter = z.infer<typeof PolicyCountFilter>
export const PolicyCountFilter = z.strictObject(queryOf(NARROWING))

export const POLICY_COUNTS = {
  all: integer,
  active: integer,
  scheduled: integer,
  withdrawn: integer,
  expired: integer,
  unread: integer,
}
/** Columns of the counts; `unread` counts those in force. */
export const countColumns = (actor: Actor, now: Date) => {
  const among = (condition: SQL) => sql`(count(*) filter (where ${condition}))::int`
  const is = (state: PolicyState) => sql`${stateAt(now)} = ${state}`
  return sql`count(*)::int as "all", ${among(is('active'))} as active, ${among(is('scheduled'))} as scheduled, ${among(is('withdrawn'))} as withdrawn,
    ${among(is('expired'))} as expired, ${among(sql`${is('active')} and ${isUnread(actor)}`)} as unread`
}

import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { boolean, instant, integer, listOf, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { NOTICE_TYPES } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery, Search } from '../shapes.ts'
import { isReadBy } from './visible.ts'

// The list of notices: columns, item, filters and cursor. In its statement `n` is `notices`.

export const AUDIENCE_TIERS = ['agency', 'retail'] as const
const STATES = ['current', 'scheduled', 'past', 'withdrawn'] as const

/** Columns of the statement; `NOTICE` decodes them. */
export const noticeColumns = ({ companyId }: Actor, now: Date) =>
  sql`n.id, n.type, n.title, n.content, n.is_important as "isImportant", n.requires_reading as "requiresReading", n.place, n.policy_id as "policyId",
    (select title from policies where id = n.policy_id) as "policyTitle", n.valid_from as "validFrom", n.valid_to as "validTo", n.tiers,
    n.agency_ids as "agencyIds", n.version, n.updated_at as "updatedAt", ${stateAt(now)} as state, ${isReadBy(sql`${companyId}`)} as "isRead"`

const stateAt = (
  now: Date,
) => sql`case when n.withdrawn_at is not null then 'withdrawn' when n.valid_from > ${now.toISOString()} then 'scheduled'
  when n.valid_to <= ${now.toISOString()} then 'past' else 'current' end`

export const NOTICE = {
  id: text,
  type: oneOf(NOTICE_TYPES),
  title: text,
  content: text,
  isImportant: boolean,
  requiresReading: boolean,
  place: integer,
  policyId: nullable(text),
  policyTitle: nullable(text),
  validFrom: instant,
  validTo: nullable(instant),
  tiers: listOf(oneOf(AUDIENCE_TIERS)),
  agencyIds: nullable(listOf(text)),
  version: integer,
  updatedAt: instant,
  state: oneOf(STATES),
  isRead: boolean,
}

export type NoticeItem = z.infer<typeof NoticeItem>
export const NoticeItem = z.object({
  id: Id,
  type: z.enum(NOTICE_TYPES),
  title: z.string(),
  content: z.string(),
  isImportant: z.boolean(),
  requiresReading: z.boolean(),
  /** Notices with a lower place stand first among the important and among the others. */
  place: z.int(),
  policyId: Id.nullable(),
  policyTitle: z.string().nullable(),
  validFrom: Instant,
  validTo: Instant.nullable(),
  version: z.int(),
  updatedAt: Instant,
  state: z.enum(STATES),
  /** HQ only: the tiers and the agencies to which it is addressed; null: all agencies. */
  tiers: z.array(z.enum(AUDIENCE_TIERS)).optional(),
  agencyIds: z.array(Id).nullable().optional(),
  /** Agency and shop only: whether one of their admins has acknowledged this version. */
  isRead: z.boolean().optional(),
})

/** The item as its reader may see it: only the headquarters sees to whom else it is addressed. */
export function itemOf(row: RowOf<typeof NOTICE>, { tier }: Actor): NoticeItem {
  const { tiers, agencyIds, isRead, ...notice } = row
  return {
    ...notice,
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    ...(tier === 'hq' ? { tiers, agencyIds } : { isRead }),
  }
}

type Asked = { actor: Actor; now: Date }
const isTrue = z.enum(['true', 'false'])

export const NOTICE_FILTERS = {
  type: filter(z.enum(NOTICE_TYPES), (type) => sql`n.type = ${type}`),
  state: filter(z.enum(STATES), (state, { now }: Asked) => sql`${stateAt(now)} = ${state}`),
  important: filter(isTrue, (word) => sql`n.is_important = ${word === 'true'}`),
  /** Whether the caller's company still has to acknowledge it. */
  owed: filter(isTrue, (word, { actor }: Asked) => {
    const owed = sql`(n.requires_reading and not ${isReadBy(sql`${actor.companyId}`)})`
    return word === 'true' ? owed : sql`not ${owed}`
  }),
  policyId: filter(Id, (id) => sql`n.policy_id = ${id}`),
  /** Part of the title. */
  q: filter(Search(100), (q) => sql`text_key(n.title) like text_pattern(${q})`),
  after: filter(
    Id,
    (id) => sql`exists (select 1 from notices o where o.id = ${id}
    and ((o.is_important::int, -o.place) > (n.is_important::int, -n.place) or (o.is_important = n.is_important and o.place = n.place and n.id < o.id)))`,
  ),
}

/** Important ones first, then by place, then the newest. */
export type NoticeFilter = z.infer<typeof NoticeFilter>
export const NoticeFilter = z.strictObject({ ...pageQuery, ...queryOf(NOTICE_FILTERS) })

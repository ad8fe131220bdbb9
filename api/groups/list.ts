import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { instant, integer, listOf, objectOf, oneOf, type RowOf, text } from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery, Search } from '../shapes.ts'
import { textKey } from '../text.ts'

// The list of groups: columns, item, filters and cursor. In its statement `g` is `policy_groups`.

/** What a member can be asked for today. A removed or suspended one cannot be a target. */
export const MEMBER_STATES = ['active', 'suspended', 'removed'] as const

const STATE = sql`case when c.removed_at is not null then 'removed' when c.active then 'active' else 'suspended' end`

/** Columns of the statement; `GROUP` decodes them. */
export const GROUP_COLUMNS = sql`g.id, g.name, g.version, g.updated_at as "updatedAt",
  coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name, 'state', ${STATE}, 'fromAt', m.from_at) order by c.name, c.id)
    from policy_group_members m join companies c on c.id = m.agency_id
    where m.group_id = g.id and m.to_at is null), '[]'::json) as members`

export const GROUP = {
  id: text,
  name: text,
  version: integer,
  updatedAt: instant,
  members: listOf(objectOf({ id: text, name: text, state: oneOf(MEMBER_STATES), fromAt: instant })),
}

export type GroupItem = z.infer<typeof GroupItem>
export const GroupItem = z.object({
  id: Id,
  name: z.string(),
  version: z.int(),
  updatedAt: Instant,
  /** The companies in it now. */
  members: z.array(
    z.object({ id: Id, name: z.string(), state: z.enum(MEMBER_STATES), fromAt: Instant }),
  ),
})

export const itemOf = (row: RowOf<typeof GROUP>): GroupItem => ({
  ...row,
  updatedAt: row.updatedAt.toISOString(),
  members: row.members.map((member) => ({ ...member, fromAt: member.fromAt.toISOString() })),
})

export const GROUP_FILTERS = {
  q: filter(Search(100), (q) => sql`position(${textKey(q)} in text_key(g.name)) > 0`),
  companyId: filter(
    Id,
    (id) => sql`exists (select 1 from policy_group_members m
      where m.group_id = g.id and m.agency_id = ${id} and m.to_at is null)`,
  ),
  after: filter(Id, (id) => sql`g.id < ${id}`),
}

export type GroupFilter = z.infer<typeof GroupFilter>
export const GroupFilter = z.strictObject({ ...pageQuery, ...queryOf(GROUP_FILTERS) })

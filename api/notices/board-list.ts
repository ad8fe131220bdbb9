import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { instant, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { TIERS } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { shownPhone } from '../phone.ts'
import { Id, Instant, pageQuery, Search } from '../shapes.ts'
import { isReadBy } from './visible.ts'

// The companies to which a notice is addressed. In the statement `n` is `notices` and `c` is `companies`.

export const READER_COLUMNS = sql`c.id, c.name, c.tier, c.phone,
  (select o.name from companies o where o.id = c.parent_id and c.tier = 'retail') as "parentName",
  (select min(k.at) from notice_acknowledgements k where k.notice_id = n.id and k.version = n.version and k.company_id = c.id and k.as_admin) as "readAt",
  (select count(distinct k.user_id)::int from notice_acknowledgements k where k.notice_id = n.id and k.version = n.version
    and k.company_id = c.id and not k.as_admin) as "staffReadings"`

export const READER = {
  id: text,
  name: text,
  tier: oneOf(TIERS),
  phone: nullable(text),
  parentName: nullable(text),
  readAt: nullable(instant),
  staffReadings: integer,
}

export type NoticeReader = z.infer<typeof NoticeReader>
export const NoticeReader = z.object({
  id: Id,
  name: z.string(),
  tier: z.enum(TIERS),
  phone: z.string().nullable(),
  parentName: z.string().nullable(),
  /** When the first of its admins acknowledged this version; null: unread. */
  readAt: Instant.nullable(),
  staffReadings: z.int(),
})

export const readerOf = (row: RowOf<typeof READER>): NoticeReader => ({
  ...shownPhone(row),
  readAt: row.readAt?.toISOString() ?? null,
})

const isRead = isReadBy(sql`c.id`)

export const READER_FILTERS = {
  reading: filter(z.enum(['read', 'unread']), (word) =>
    word === 'read' ? isRead : sql`not ${isRead}`,
  ),
  tier: filter(z.enum(['agency', 'retail']), (tier) => sql`c.tier = ${tier}`),
  /** Part of the company's name. */
  q: filter(Search(100), (q) => sql`c.name_key like text_pattern(${q})`),
  after: filter(
    Id,
    (id) => sql`(c.tier, c.id) > (select o.tier, o.id from companies o where o.id = ${id})`,
  ),
}

/** Agencies first, then shops, each in the order in which they joined. */
export type ReaderFilter = z.infer<typeof ReaderFilter>
export const ReaderFilter = z.strictObject({ ...pageQuery, ...queryOf(READER_FILTERS) })

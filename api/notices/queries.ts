import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import { READER, READER_COLUMNS, READER_FILTERS, readerOf } from './board-list.ts'
import type { NoticeFilter, NoticeItem, ReaderFilter, ReaderPage } from './contract.ts'
import { itemOf, NOTICE, NOTICE_FILTERS, noticeColumns } from './list.ts'
import { addressed, isReadBy, visibleNotices } from './visible.ts'

/** One page of the notices that the caller may see: important ones first. */
export async function listNotices(ctx: Ctx, filter: NoticeFilter): Promise<Page<NoticeItem>> {
  const { actor } = ctx
  const now = ctx.clock.now()
  const wanted = [
    visibleNotices(actor, now),
    ...conditionsOf(NOTICE_FILTERS, filter, { actor, now }),
  ]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${noticeColumns(actor, now)} from notices n where ${sql.join(wanted, sql` and `)}
      order by n.is_important desc, n.place, n.id desc limit ${sql.raw(String(filter.limit + 1))}`,
    NOTICE,
  )
  return toPage(
    rows.map((row) => itemOf(row, actor)),
    filter.limit,
  )
}

/** One notice that the caller may see. */
export async function noticeFor(ctx: Ctx, id: string): Promise<NoticeItem> {
  const now = ctx.clock.now()
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${noticeColumns(ctx.actor, now)} from notices n where n.id = ${id} and ${visibleNotices(ctx.actor, now)}`,
    NOTICE,
  )
  if (!row) throw noSuchNotice()
  return itemOf(row, ctx.actor)
}

export const noSuchNotice = () => new AppError('not_found', 'There is no such notice.')

/** The companies to which a notice of the headquarters is addressed, and who has read it. */
export async function listReaders(ctx: Ctx, id: string, filter: ReaderFilter): Promise<ReaderPage> {
  await noticeFor(ctx, id)
  const [counts] = await rowsOf(
    ctx.db,
    sql`select count(*)::int as companies, (count(*) filter (where ${isReadBy(sql`c.id`)}))::int as read from notices n, ${addressed} and n.id = ${id}`,
    { companies: integer, read: integer },
  )
  if (!counts) throw new Error('a count has one row')
  const wanted = [
    sql`${addressed} and n.id = ${id}`,
    ...conditionsOf(READER_FILTERS, filter, undefined),
  ]
  const rows = await rowsOf(
    ctx.db,
    sql`select ${READER_COLUMNS} from notices n, ${sql.join(wanted, sql` and `)}
      order by c.tier, c.id limit ${sql.raw(String(filter.limit + 1))}`,
    READER,
  )
  return { ...toPage(rows.map(readerOf), filter.limit), counts }
}

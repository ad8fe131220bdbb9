import { sql } from 'drizzle-orm'
import type { NotificationType } from '#db/words.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { publishMany } from '../jobs/publish-many.ts'

export type News = {
  companyId: string
  /** Set when only one user of the company is meant. */
  userId?: string
  type: NotificationType
  subjectId: string
  /** Codes and amounts for the text; never personal data. */
  params: Record<string, string | number>
}

type Row = Omit<News, 'userId'> & { id: string; userId: string | null; at: Date }

/**
 * Adds notifications to companies' inboxes in the transaction of the change; open pages get a live event
 * after the commit, those of many companies by a job. The rows are written by the transaction's last
 * statement (`store`), so `notify` may be called anywhere in it.
 */
export async function notify(ctx: TxCtx, ...news: News[]): Promise<void> {
  const at = ctx.clock.now()
  const rows: Row[] = news.map(({ companyId, userId = null, type, subjectId, params }) => ({
    id: newId(at),
    companyId,
    userId,
    type,
    subjectId,
    params,
    at,
  }))
  publishMany(
    ctx,
    rows.map(({ companyId, id }) => ({ companyId, type: 'notification.created', id })),
  )
  ctx.atLast(store, rows)
}

/**
 * Numbers the notifications of each inbox and inserts them, in one statement. The inbox stays locked until
 * the commit, so numbers become visible in order: a reader who sees one has seen all before it. Inboxes are
 * locked in a fixed order, so that two commands cannot deadlock.
 */
async function store(ctx: TxCtx, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(
    [...Map.groupBy(rows, ({ companyId }) => companyId).values()].flatMap((own) =>
      own.map(({ companyId, userId, subjectId, ...row }, i) => ({
        ...row,
        company_id: companyId,
        user_id: userId,
        subject_id: subjectId,
        seq: i + 1,
      })),
    ),
  )
  await ctx.db.execute(sql`
    with news as (select * from json_populate_recordset(null::notifications, ${json}::json)),
    more as (select company_id, max(seq) as count from news group by company_id),
    places as (
      insert into inboxes as i (company_id, last) select company_id, count from more order by company_id
      on conflict (company_id) do update set last = i.last + excluded.last returning company_id, last)
    insert into notifications (id, company_id, user_id, type, subject_id, params, at, seq)
    select n.id, n.company_id, n.user_id, n.type, n.subject_id, n.params, n.at, p.last - m.count + n.seq
    from news n join more m using (company_id) join places p using (company_id)`)
}

import { insertMany } from '#db/insert-many.ts'
import { notifications } from '#db/schema/notifications.ts'
import type { NotificationType } from '#db/words.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'

export type News = {
  companyId: string
  /** Set when only one user of the company is meant. */
  userId?: string
  type: NotificationType
  subjectId: string
  /** Codes and amounts that the sentence needs; never a person's data. */
  params: Record<string, string | number>
}

/** Puts news into companies' inboxes beside the change they tell of; open pages hear of it after the commit. */
export async function notify(ctx: TxCtx, ...news: News[]): Promise<void> {
  if (news.length === 0) return
  const at = ctx.clock.now()
  const rows = news.map(({ companyId, userId = null, type, subjectId, params }) => ({
    id: newId(at),
    companyId,
    userId,
    type,
    subjectId,
    params,
    at,
  }))
  await ctx.db.execute(insertMany(notifications, rows))
  for (const { companyId, id } of rows)
    ctx.afterCommit(() => ctx.realtime.publish(companyId, { type: 'notification.created', id }))
}

import type { Ctx } from '../context.ts'
import { listNotices } from '../notices/queries.ts'
import { countPolicies } from '../policies/queries.ts'
import type { BoardNews } from './contract.ts'

const NOTICES_MAX = 5

/** The notices in force, important ones first, and how many policies the own company has not read. */
export async function boardNews(ctx: Ctx): Promise<BoardNews> {
  const isAbove = ctx.actor.tier === 'hq'
  const [notices, counts] = await Promise.all([
    listNotices(ctx, { limit: NOTICES_MAX, state: 'current' }),
    isAbove ? undefined : countPolicies(ctx, {}),
  ])
  return {
    notices: notices.items.map(({ id, title, isImportant, requiresReading, isRead }) => ({
      id,
      title,
      isImportant,
      isOwed: requiresReading && isRead === false,
    })),
    unreadPolicies: counts?.unread ?? 0,
  }
}

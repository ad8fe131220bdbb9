import { and, desc, eq, ne } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import type { HqDashboard } from './contract.ts'

const ROWS = 10

/** Who did what in the tree, newest first; who merely signed in is no news. */
export async function listActivity(ctx: Ctx): Promise<HqDashboard['activity']> {
  const rows = await ctx.replica
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.hqId, ctx.actor.companyId),
        ne(auditEvents.action, 'auth.login'),
        ne(auditEvents.action, 'auth.logout'),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(ROWS)
  const names = await companyNames(ctx)
  return rows.map(({ id, action, at, companyId, entityId, facts }) => ({
    id,
    action,
    at: at.toISOString(),
    company: names.get(companyId)?.name ?? '',
    entityId,
    facts,
  }))
}

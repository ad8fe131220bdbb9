import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import type { HqDashboard } from './contract.ts'

type Row = Omit<HqDashboard['activity'][number], 'company' | 'at'> & {
  companyId: string
  at: Date | string
}

/**
 * Who did what in the tree, newest first. What concerns signing in and refusals is in the audit log
 * alone, which staff does not read. The pattern and the limit stand in the text: as parameters they leave the plan to guess how few rows remain, and it then sorts every
 * event of the tree to show ten.
 */
export async function listActivity(ctx: Ctx): Promise<HqDashboard['activity']> {
  const rows = await rowsOf<Row>(
    ctx.replica,
    sql`select id, action, at, company_id as "companyId", entity_id as "entityId", facts from audit_events
      where hq_id = ${ctx.actor.companyId} and action not like 'auth.%' order by id desc limit 10`,
  )
  const names = await companyNames(ctx)
  return rows.map(({ companyId, at, ...event }) => ({
    ...event,
    at: new Date(at).toISOString(),
    company: names.get(companyId)?.name ?? '',
  }))
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import type { HqDashboard } from './contract.ts'

type Row = Omit<HqDashboard['activity'][number], 'company' | 'at'> & {
  companyId: string
  at: Date | string
}

/** What the feed says of an event; a reason, a bank's reference or a role stays in the audit log. */
const TOLD = ['number', 'totalWon', 'companies', 'version'] as const

/**
 * What the trade did in the tree, newest first. Who signed in, what was refused, revealed or changed about
 * people is in the audit log alone, which staff does not read. The patterns and the limit stand in the
 * text: as parameters they leave the plan to guess how few rows remain, and it then sorts every event of
 * the tree to show ten.
 */
export async function listActivity(ctx: Ctx): Promise<HqDashboard['activity']> {
  const rows = await rowsOf<Row>(
    ctx.replica,
    sql`select id, action, at, company_id as "companyId", entity_id as "entityId", facts from audit_events
      where hq_id = ${ctx.actor.companyId}
        and action like any (array['order.%', 'rebate.%', 'settlement.%', 'policy.%', 'export.settlements'])
        and action <> 'order.reveal'
      order by id desc limit 10`,
  )
  const names = await companyNames(ctx)
  return rows.map(({ companyId, at, facts, ...event }) => ({
    ...event,
    facts: Object.fromEntries(
      TOLD.flatMap((name) => (name in facts ? [[name, facts[name] ?? null]] : [])),
    ),
    at: new Date(at).toISOString(),
    company: names.get(companyId)?.name ?? '',
  }))
}

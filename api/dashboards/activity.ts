import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, nullable, text } from '#db/values.ts'
import { FACTS } from '../audit/facts.ts'
import { namesFor } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import type { HqDashboard } from './contract.ts'

const EVENT = {
  id: text,
  action: text,
  at: instant,
  companyId: text,
  entityId: nullable(text),
  facts: FACTS,
}

/** Facts that the feed shows; reasons, bank references and roles stay in the audit log. */
const SHOWN_FACTS = ['number', 'totalWon', 'companies', 'version'] as const

/**
 * Trade events of the tree, newest first. Sign-ins, refusals, reveals and changes to people are only in the
 * audit log, which staff cannot read. Patterns and limit are literals: with parameters the planner cannot
 * estimate how few rows remain, and sorts every event of the tree to show ten.
 */
export async function listActivity(ctx: Ctx): Promise<HqDashboard['activity']> {
  const rows = await rowsOf(
    ctx.replica,
    sql`select id, action, at, company_id as "companyId", entity_id as "entityId", facts from audit_events
      where hq_id = ${ctx.actor.companyId}
        and action like any (array['order.%', 'rebate.%', 'settlement.%', 'policy.%', 'export.settlements'])
        and action <> 'order.reveal'
      order by id desc limit 10`,
    EVENT,
  )
  const nameOf = await namesFor(
    ctx,
    rows.map(({ companyId }) => companyId),
  )
  return rows.map(({ companyId, at, facts, ...event }) => ({
    ...event,
    facts: Object.fromEntries(
      SHOWN_FACTS.flatMap((name) => (name in facts ? [[name, facts[name] ?? null]] : [])),
    ),
    at: at.toISOString(),
    company: nameOf(companyId),
  }))
}

import { eq, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Actor } from './actor.ts'

type Line = { hqId: PgColumn; agencyId: PgColumn; retailId: PgColumn }

/** The rows with the actor's company at its tier, which are those they may see. Every query has this condition. */
export function visibleTo(actor: Actor, row: Line): SQL {
  const column = { hq: row.hqId, agency: row.agencyId, retail: row.retailId }[actor.tier]
  return eq(column, actor.companyId)
}

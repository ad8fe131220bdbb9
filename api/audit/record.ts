import { auditEvents } from '#db/schema/index.ts'
import type { Permission } from '../access/permissions.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'

type Fact = {
  action: Permission | 'auth.login' | 'auth.logout'
  entityId: string | null
  facts?: Record<string, string | number | null>
}

/** Writes who did what beside the change itself. Facts are codes and amounts, never a person's data. */
export async function record(ctx: TxCtx, ...events: Fact[]): Promise<void> {
  await ctx.db.insert(auditEvents).values(events.map((event) => auditRow(ctx, event)))
}

/** The row for one event, for writers that insert many in one statement. */
export function auditRow(ctx: TxCtx, { action, entityId, facts = {} }: Fact) {
  const at = ctx.clock.now()
  const { hqId, companyId, userId } = ctx.actor
  return {
    id: newId(at),
    hqId,
    companyId,
    userId,
    action,
    entityId,
    facts,
    traceId: ctx.requestId,
    at,
  }
}

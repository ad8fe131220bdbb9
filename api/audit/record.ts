import { insertMany } from '#db/insert-many.ts'
import { auditEvents } from '#db/schema/audit.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import type { Facts } from './facts.ts'
import type { AuditAction } from './kinds.ts'

type Fact = {
  action: AuditAction
  entityId: string | null
  facts?: Facts
  /** Values before and after an edit, masked: personal names and numbers are never stored here. */
  before?: Facts
  after?: Facts
}

/**
 * Records who did what, in the transaction of the change. Facts are codes and amounts, never personal data.
 */
export async function record(ctx: TxCtx, ...events: Fact[]): Promise<void> {
  await ctx.db.insert(auditEvents).values(events.map((event) => auditRow(ctx, event)))
}

/** The same for commands that share a transaction: one statement, each event with its own actor. */
export async function recordEach(ctx: TxCtx, events: (Fact & { by: Ctx })[]): Promise<void> {
  const rows = events.map(({ by, ...event }) => auditRow(by, event))
  await ctx.db.execute(insertMany(auditEvents, rows))
}

function auditRow(ctx: Ctx, { action, entityId, facts = {}, before, after }: Fact) {
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
    before: before ?? null,
    after: after ?? null,
    address: ctx.address ?? null,
    traceId: ctx.requestId,
    at,
  }
}

import { insertMany } from '#db/insert-many.ts'
import { auditEvents } from '#db/schema/audit.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import type { AuditAction } from './kinds.ts'

type Facts = Record<string, string | number | null>
type Fact = {
  action: AuditAction
  entityId: string | null
  facts?: Facts
  /** What an edit found and what it left, masked: names of people and numbers never stand here. */
  before?: Facts
  after?: Facts
}

/** Writes who did what beside the change itself. Facts are codes and amounts, never a person's data. */
export async function record(ctx: TxCtx, ...events: Fact[]): Promise<void> {
  await ctx.db.insert(auditEvents).values(events.map((event) => auditRow(ctx, event)))
}

/** The same for commands that share a transaction: each event is its own caller's, in one statement. */
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

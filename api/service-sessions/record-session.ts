import { sql } from 'drizzle-orm'
import { serviceSessions } from '#db/schema/service-sessions.ts'
import { customersOf } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { onceOnly } from '../idempotency/once.ts'
import { takeSession } from '../packages/sessions.ts'
import { serviceTypeFor } from '../services/queries.ts'
import type { RecordSession, ServiceSession } from './contract.ts'
import { sessionFor } from './queries.ts'

/** Records a delivered service, at most once per key. */
export const recordSessionOnce = (ctx: Ctx, input: RecordSession): Promise<ServiceSession> =>
  onceOnly(ctx, 201, (ctx) => recordSession(ctx, input))

/** Records a delivered service, and takes a session from the purchase where one is given: both or neither. */
export async function recordSession(ctx: TxCtx, input: RecordSession): Promise<ServiceSession> {
  const { customerId, serviceTypeId, purchaseId, servedOn } = input
  await requireCustomer(ctx, customerId)
  await serviceTypeFor(ctx, serviceTypeId)
  const taken =
    purchaseId === null
      ? null
      : await takeSession(ctx, { purchaseId, customerId, serviceTypeId, on: servedOn })
  const { companyId, userId } = ctx.actor
  const [row] = await ctx.db
    .insert(serviceSessions)
    .values({
      ...{ companyId, customerId, serviceTypeId, purchaseId, serviceDate: servedOn },
      sessionDetails: input.details,
      sessionNumber: input.sessionNumber ?? taken,
      createdBy: sql`(select name from users where id = ${userId})`,
      createdById: userId,
      createdAt: ctx.clock.now(),
    })
    .returning({ id: serviceSessions.sessionId })
  if (!row) throw new Error('insert returned no row')
  await record(ctx, {
    action: 'service.record',
    entityId: null,
    facts: { sessionId: row.id, customerId, serviceTypeId, purchaseId, servedOn },
  })
  ctx.changed({
    namespaces: [customersOf(companyId)],
    event: { type: 'service.recorded', id: String(row.id) },
    heardBy: [companyId],
  })
  return sessionFor(ctx, row.id)
}

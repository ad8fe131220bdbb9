import { erasures } from '#db/schema/privacy.ts'
import { systemActor } from '../access/actor.ts'
import { eraseDueAttachments } from '../attachments/sweep.ts'
import { recordEach } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { eraseOldDevices } from '../devices/erase-devices.ts'
import { newId } from '../ids.ts'
import { eraseOldFailures } from '../lockout/erase-failures.ts'
import { eraseOldAnswers, shrinkOldCustomers } from '../orders/erase-customers.ts'
import { eraseEndedAccounts } from '../orders/secrets.ts'
import { eraseOldResets } from '../passwords/erase-resets.ts'
import { eraseOldInvitees } from '../registration/erase-invitees.ts'

/**
 * The result of one step: what it erased, and what remains by its own count afterwards. By tree where the
 * data belong to a tree's customers.
 */
type Erased = {
  erased: number
  remaining: number
  /** True while a further transaction can erase more. */
  more?: boolean
  trees?: { hqId: string; erased: number }[]
}

/** The steps, each from the feature that owns the table. */
export const STEPS: Record<string, (ctx: TxCtx) => Promise<Erased>> = {
  account_numbers: eraseEndedAccounts,
  order_answers: eraseOldAnswers,
  // After the answers: a file goes with the answers of its order.
  attachments: eraseDueAttachments,
  order_customers: shrinkOldCustomers,
  session_devices: eraseOldDevices,
  password_resets: eraseOldResets,
  sign_in_failures: eraseOldFailures,
  invitees: eraseOldInvitees,
}

/**
 * Erases data that are no longer needed, and proves it: the rest is counted in the same transaction and
 * recorded with the result. After all steps have run, a failed step or remaining data fail the job.
 */
export async function erasePersonalData(
  ctx: Ctx,
  lease: { progress(ctx: Ctx): Promise<void> },
): Promise<void> {
  const faults: unknown[] = []
  for (const [kind, step] of Object.entries(STEPS))
    for (let more = true; more; ) {
      await lease.progress(ctx)
      more = await attempt(ctx, kind, step, faults)
    }
  for (const fault of faults) ctx.log.error('privacy.fault', { requestId: ctx.requestId }, fault)
  ctx.metrics.count('maru_business_events_total', { event: 'privacy_fault' }, faults.length)
  if (faults.length > 0) throw faults[0]
}

/**
 * Runs one transaction of a step. Returns whether another one can erase more; failures are added to `faults`.
 */
async function attempt(
  ctx: Ctx,
  kind: string,
  step: (ctx: TxCtx) => Promise<Erased>,
  faults: unknown[],
): Promise<boolean> {
  try {
    const { remaining, more = false } = await transact(ctx, (ctx) => prove(ctx, kind, step))
    if (remaining > 0 && !more) faults.push(new Error(`${kind}: ${remaining} could not be erased.`))
    return more
  } catch (cause) {
    faults.push(new Error(`${kind} was not erased.`, { cause }))
    return false
  }
}

async function prove(
  ctx: TxCtx,
  kind: string,
  step: (ctx: TxCtx) => Promise<Erased>,
): Promise<Erased> {
  const proof = await step(ctx)
  const { erased, remaining, trees = [] } = proof
  const at = ctx.clock.now()
  await ctx.db.insert(erasures).values({ id: newId(at), kind, erased, remaining, at })
  const events = trees.map(({ hqId, erased }) => ({
    by: { ...ctx, actor: systemActor(hqId) },
    action: 'privacy.erase' as const,
    entityId: null,
    facts: { kind, erased },
  }))
  if (events.length > 0) await recordEach(ctx, events)
  return proof
}

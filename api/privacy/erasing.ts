import { erasures } from '#db/schema/privacy.ts'
import { systemActor } from '../access/actor.ts'
import { recordEach } from '../audit/record.ts'
import { eraseOldDevices, eraseOldResets } from '../auth/erasing.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { newId } from '../ids.ts'
import { eraseOldFailures } from '../lockout/erasing.ts'
import { eraseEndedAccounts } from '../orders/secrets.ts'
import { eraseOldInvitees } from '../registration/erasing.ts'

/** What one step did and what it still finds afterwards; by tree where it is somebody's customers. */
type Erased = { erased: number; remaining: number; trees?: { hqId: string; erased: number }[] }

/** Each by the feature whose table it is. */
const STEPS: Record<string, (ctx: TxCtx) => Promise<Erased>> = {
  account_numbers: eraseEndedAccounts,
  session_devices: eraseOldDevices,
  password_resets: eraseOldResets,
  sign_in_failures: eraseOldFailures,
  invitees: eraseOldInvitees,
}

/**
 * Erases what has served its purpose, and proves it: what is left is counted in the same transaction
 * and kept beside what was done. Anything left, or a step that failed, fails the job once all steps
 * have had their turn.
 */
export async function erasePersonalData(
  ctx: Ctx,
  lease: { progress(ctx: Ctx): Promise<void> },
): Promise<void> {
  const faults: unknown[] = []
  for (const [kind, step] of Object.entries(STEPS)) {
    await lease.progress(ctx)
    try {
      const remaining = await transact(ctx, (ctx) => prove(ctx, kind, step))
      if (remaining > 0) faults.push(new Error(`${kind}: ${remaining} could not be erased.`))
    } catch (cause) {
      faults.push(new Error(`${kind} was not erased.`, { cause }))
    }
  }
  for (const fault of faults) ctx.log.error('privacy.fault', { requestId: ctx.requestId }, fault)
  ctx.metrics.count('maru_business_events_total', { event: 'privacy_fault' }, faults.length)
  if (faults.length > 0) throw faults[0]
}

async function prove(
  ctx: TxCtx,
  kind: string,
  step: (ctx: TxCtx) => Promise<Erased>,
): Promise<number> {
  const { erased, remaining, trees = [] } = await step(ctx)
  const at = ctx.clock.now()
  await ctx.db.insert(erasures).values({ id: newId(at), kind, erased, remaining, at })
  const events = trees.map(({ hqId, erased }) => ({
    by: { ...ctx, actor: systemActor(hqId) },
    action: 'privacy.erase' as const,
    entityId: null,
    facts: { kind, erased },
  }))
  if (events.length > 0) await recordEach(ctx, events)
  return remaining
}

import { and, eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policies } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { NotificationType, PolicyStatus } from '#db/words.ts'
import { policiesOf } from '../access/namespaces.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { publishMany } from '../jobs/publish-many.ts'
import { notify } from '../notifications/notify.ts'
import { reached } from './reached.ts'
import { hasEnded } from './succession-problem.ts'

// What every change of a policy does: it locks the policy, checks what it was based on, and tells.

export const stale = (version: number) =>
  new AppError(
    'version_conflict',
    'Someone changed it first. Load it again and repeat your change.',
    {
      facts: { version },
    },
  )

/**
 * A policy that ended is final: a new version would notify companies that cannot see it, and a later end would
 * let it take orders beside its successor.
 */
function requireActive(policy: { status: PolicyStatus; validTo: Date | null }, now: Date): void {
  const status = policy.status === 'active' && hasEnded(policy, now) ? 'expired' : policy.status
  if (status !== 'active')
    throw new AppError('invalid_transition', `This policy is ${status}. Publish another one.`, {
      facts: { status },
    })
}

/** Locks an active policy of the headquarters that is still the version on which the change is based. */
export async function lockPolicy(ctx: TxCtx, id: string, version: number) {
  const [policy] = await ctx.db
    .select()
    .from(policies)
    .where(and(eq(policies.id, id), eq(policies.hqId, ctx.actor.companyId)))
    .for('update')
  if (!policy) throw new AppError('not_found', 'There is no such policy.')
  if (policy.version !== version) throw stale(policy.version)
  requireActive(policy, ctx.clock.now())
  return policy
}

/**
 * Invalidates the cached policies of the tree, and sends a live event to the headquarters and these
 * companies.
 */
export function policyChanged(ctx: TxCtx, id: string, companyIds: readonly string[]): void {
  const { hqId } = ctx.actor
  ctx.changed({
    namespaces: [policiesOf(hqId)],
    event: { type: 'policy.changed', id },
    heardBy: [hqId],
  })
  publishMany(
    ctx,
    companyIds.map((companyId) => ({ companyId, type: 'policy.changed', id })),
  )
}

/** The companies that a policy reaches, or those of one agency. */
export async function reachedBy(
  ctx: TxCtx,
  policyId: string,
  agencyId?: string,
): Promise<string[]> {
  const rows = await rowsOf(
    ctx.db,
    sql`select c.id from policies p, ${reached} and p.id = ${policyId} ${agencyId ? sql`and c.agency_id = ${agencyId}` : sql``}`,
    { id: text },
  )
  return rows.map(({ id }) => id)
}

type Told = {
  type: Extract<NotificationType, `policy_${string}`>
  params: Record<string, string | number>
}

/** Notifies these companies. The headquarters gets no notification, only the live event. */
export async function announce(
  ctx: TxCtx,
  policyId: string,
  companyIds: readonly string[],
  told: Told,
): Promise<void> {
  policyChanged(ctx, policyId, [])
  await notify(ctx, ...companyIds.map((companyId) => ({ companyId, subjectId: policyId, ...told })))
}

import { policyAcknowledgements } from '#db/schema/reach.ts'
import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { policyChanged } from '../policies/change.ts'
import { hashOf } from '../policies/content-hash.ts'
import { findPolicy, readingOf } from '../policies/queries.ts'
import type { Acknowledge, Acknowledged } from './contract.ts'

/**
 * A person acknowledges the current version of a policy by the hash of what they read; an admin does so for
 * their company. Repeating it changes nothing. Another hash is `version_conflict` with the current one.
 */
export function acknowledge(ctx: Ctx, id: string, { hash }: Acknowledge): Promise<Acknowledged> {
  return transact(ctx, async (ctx) => {
    const { version } = await findPolicy(ctx, id)
    const current = hashOf(version)
    if (hash !== current)
      throw new AppError(
        'version_conflict',
        `The policy is at version ${version.number} now. Read that one and acknowledge it.`,
        { facts: { version: version.number, hash: current } },
      )
    const { hqId, companyId, userId, role } = ctx.actor
    const at = ctx.clock.now()
    const asAdmin = role === 'admin'
    const written = await ctx.db
      .insert(policyAcknowledgements)
      .values({
        id: newId(at),
        policyId: id,
        version: version.number,
        companyId,
        userId,
        asAdmin,
        hqId,
        hash,
        at,
      })
      .onConflictDoNothing()
      .returning({ id: policyAcknowledgements.id })
    if (written.length > 0) {
      const facts = { version: version.number }
      await record(ctx, { action: 'policy.acknowledge', entityId: id, facts })
      policyChanged(ctx, id, [companyId])
    }
    const { isRead } = await readingOf(ctx, id, version)
    return { version: version.number, isRead }
  })
}

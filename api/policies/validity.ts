import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policies } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import { policiesOf } from '../access/namespaces.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import { recordEvents } from './events.ts'
import { reached } from './reached.ts'

// What the clock does to policies, for all trees at once; jobs run it every minute.

/**
 * Tells the shops of policies that have begun; their agencies know since the publication. One that ended while
 * no job ran is news to nobody.
 */
export function beginPolicies(ctx: Ctx): Promise<void> {
  return transact(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const begun = await ctx.db
      .update(policies)
      .set({ begun: true })
      .where(
        and(
          eq(policies.begun, false),
          eq(policies.status, 'active'),
          lte(policies.validFrom, now),
          or(isNull(policies.validTo), gt(policies.validTo, now)),
        ),
      )
      .returning({
        id: policies.id,
        hqId: policies.hqId,
        title: policies.title,
        version: policies.currentVersion,
      })
    for (const policy of begun) await tellShops(ctx, policy)
    ctx.changed({ namespaces: begun.map(({ hqId }) => policiesOf(hqId)) })
  })
}

type Begun = { id: string; title: string; version: number }

async function tellShops(ctx: TxCtx, { id, title, version }: Begun): Promise<void> {
  const shops = await rowsOf(
    ctx.db,
    sql`select c.id from policies p, ${reached} and p.id = ${id} and c.tier = 'retail'`,
    { id: text },
  )
  const params = { title, version }
  const told = { type: 'policy_assigned', subjectId: id, params } as const
  await notify(ctx, ...shops.map((shop) => ({ companyId: shop.id, ...told })))
}

/** Marks policies whose validity has ended. */
export function expirePolicies(ctx: Ctx): Promise<void> {
  return transact(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const ended = await ctx.db
      .update(policies)
      .set({ status: 'expired', updatedAt: now, version: sql`${policies.version} + 1` })
      .where(and(eq(policies.status, 'active'), lte(policies.validTo, now)))
      .returning({ policyId: policies.id, hqId: policies.hqId })
    await recordEvents(
      ctx,
      null,
      ended.map((policy) => ({ ...policy, kind: 'expired' as const })),
    )
    ctx.changed({ namespaces: ended.map(({ hqId }) => policiesOf(hqId)) })
  })
}

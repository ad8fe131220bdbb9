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
 * no job ran is news to nobody. Each policy is a transaction of its own: on the first of a month hundreds begin at
 * once, and each may be told to thousands of shops.
 */
export async function beginPolicies(ctx: Ctx): Promise<void> {
  while (await transact(ctx, beginNext));
}

/** False when no policy is left that has begun and was not told. */
async function beginNext(ctx: TxCtx): Promise<boolean> {
  const now = ctx.clock.now()
  const [next] = await ctx.db
    .select({ id: policies.id })
    .from(policies)
    .where(
      and(
        eq(policies.begun, false),
        eq(policies.status, 'active'),
        lte(policies.validFrom, now),
        or(isNull(policies.validTo), gt(policies.validTo, now)),
      ),
    )
    .limit(1)
    .for('update', { skipLocked: true })
  if (!next) return false
  const [begun] = await ctx.db
    .update(policies)
    .set({ begun: true })
    .where(eq(policies.id, next.id))
    .returning({
      id: policies.id,
      hqId: policies.hqId,
      title: policies.title,
      version: policies.currentVersion,
    })
  if (!begun) return false
  await tellShops(ctx, begun)
  ctx.changed({ namespaces: [policiesOf(begun.hqId)] })
  return true
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

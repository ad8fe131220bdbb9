import { and, eq, inArray } from 'drizzle-orm'
import type { HealthKind } from '#db/customer-words.ts'
import { customerHealth } from '#db/schema/customers.ts'
import { sealsOf } from '#db/seals.ts'
import type { Actor } from '../access/actor.ts'
import { may } from '../access/permissions.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { newId } from '../ids.ts'

// What people say about their health rests sealed and is read only with the grant `health.view`.

/** The sealed texts, for a change of the vault's key. */
export const healthSeals = sealsOf('customer_health', 'id')

export const maySeeHealth = (actor: Actor): boolean => may(actor, 'customer.health')

/** The texts of one kind, by customer. A caller without the right gets none. */
export async function healthOf(
  ctx: Ctx,
  customerIds: readonly number[],
  kind: HealthKind,
): Promise<Map<number, string>> {
  if (!maySeeHealth(ctx.actor) || customerIds.length === 0) return new Map()
  const { customerId, keyId, sealed } = customerHealth
  const rows = await ctx.db
    .select({ customerId, keyId, sealed })
    .from(customerHealth)
    .where(and(inArray(customerId, [...customerIds]), eq(customerHealth.kind, kind)))
  const opened = await Promise.all(
    rows.map(async ({ customerId, keyId, sealed }) =>
      keyId === null || sealed === null
        ? []
        : [[customerId, await ctx.vault.open({ keyId, sealed })] as const],
    ),
  )
  return new Map(opened.flat())
}

/**
 * Records who is about to see which customers' health texts, before they are shown. One record for a request,
 * however many customers it shows.
 */
export async function recordHealthRead(
  ctx: Ctx,
  customerIds: readonly number[],
  reason: 'v1',
): Promise<void> {
  if (customerIds.length === 0) return
  await transact(ctx, (ctx) =>
    record(ctx, {
      action: 'customer.read_health',
      entityId: null,
      facts: { reason, customers: customerIds.length, customerIds: customerIds.join(' ') },
    }),
  )
}

/** Seals and stores a text, or erases it. The caller has checked the right and holds the customer's row. */
export async function writeHealth(
  ctx: TxCtx,
  customerId: number,
  kind: HealthKind,
  text: string | null,
): Promise<void> {
  const now = ctx.clock.now()
  const box = text ? await ctx.vault.seal(text) : { keyId: null, sealed: null }
  await ctx.db
    .insert(customerHealth)
    .values({ id: newId(now), customerId, kind, ...box, updatedAt: now })
    .onConflictDoUpdate({
      target: [customerHealth.customerId, customerHealth.kind],
      set: { ...box, updatedAt: now },
    })
}

import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { orderIdentifiers } from '#db/schema/orders.ts'
import { text } from '#db/values.ts'
import type { IdentifierKind } from '#db/words.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { digestKey, digestOf, findDigestKey } from './identifier-key.ts'

/** Answers that name a device, an eSIM or a SIM, and what each names. */
export const IDENTIFYING = { imei: 'imei', imei2: 'imei', eid: 'eid', sim_serial: 'sim' } as const
export type IdentifyingField = keyof typeof IDENTIFYING
export const IDENTIFYING_FIELDS = Object.keys(IDENTIFYING) as IdentifyingField[]

/** A number that an order wants for itself; `path` is where its fault is shown. */
export type Claim = { orderId: string; path: string; kind: IdentifierKind; value: string }
/** The claim that lost, and the order that holds the number: null while that one is being placed too. */
export type Taken = Claim & { holder: Holder | null }
type Holder = { orderId: string; number: string; retailId: string }

export const claimsOf = (orderId: string, form: Readonly<Record<string, string>>): Claim[] =>
  IDENTIFYING_FIELDS.flatMap((field) => {
    const value = form[field]
    return value ? [{ orderId, path: `form.${field}`, kind: IDENTIFYING[field], value }] : []
  })

export const parcelClaim = (orderId: string, courier: string, trackingNumber: string): Claim => ({
  orderId,
  path: 'trackingNumber',
  kind: 'parcel',
  value: `${courier} ${trackingNumber}`,
})
export const lineClaim = (orderId: string, activatedNumber: string): Claim => ({
  orderId,
  path: 'activatedNumber',
  kind: 'line',
  value: activatedNumber,
})

/**
 * Takes numbers for orders of one tree and returns the claims that lost. The index over live numbers decides,
 * so of two orders that race exactly one wins; the loser waits for the other's commit. An order with a lost
 * claim keeps none. Claim before locking budgets: all commands do so in this order.
 */
export async function claim(ctx: TxCtx, hqId: string, claims: Claim[]): Promise<Taken[]> {
  const lost = await claimFree(ctx, hqId, claims)
  await unclaim(
    ctx,
    lost.map(({ orderId }) => orderId),
  )
  return lost
}

/** The same, but orders keep the numbers that were free. Of orders in one call the older one wins. */
export async function claimFree(ctx: TxCtx, hqId: string, claims: Claim[]): Promise<Taken[]> {
  if (claims.length === 0) return []
  const key = await digestKey(ctx, hqId)
  const wanted = await Promise.all(
    claims.map(async (each) => ({ ...each, digest: await digestOf(key, each.kind, each.value) })),
  )
  const rows = wanted.map(({ orderId, kind, digest }) => ({ orderId, hqId, kind, digest }))
  // In one order of locks, so that no two transactions wait for each other.
  const sequence = (row: { digest: string; orderId: string }) => `${row.digest} ${row.orderId}`
  rows.sort((a, b) => (sequence(a) < sequence(b) ? -1 : 1))
  const won = await rowsOf(
    ctx.db,
    insertMany(
      orderIdentifiers,
      rows,
      sql`on conflict (hq_id, kind, digest) where released_at is null do nothing
        returning order_id as "orderId", digest`,
    ),
    { orderId: text, digest: text },
  )
  const held = new Set(won.map(({ orderId, digest }) => `${orderId} ${digest}`))
  const lost = wanted.filter(({ orderId, digest }) => !held.has(`${orderId} ${digest}`))
  if (lost.length === 0) return []
  const holders = await holdersOf(ctx, hqId, lost)
  return lost.map(({ digest, ...each }) => ({ ...each, holder: holders.get(digest) ?? null }))
}

/** Gives up the numbers of orders that are not placed after all. */
export async function unclaim(ctx: TxCtx, orderIds: string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.db.execute(sql`delete from order_identifiers where order_id in ${orderIds}`)
}

/** The live orders that hold these digests. */
async function holdersOf(
  ctx: Ctx,
  hqId: string,
  wanted: { kind: IdentifierKind; digest: string }[],
): Promise<Map<string, Holder>> {
  const rows = await rowsOf(
    ctx.db,
    sql`select i.digest, o.id as "orderId", o.number, o.retail_id as "retailId"
      from order_identifiers i join orders o on o.id = i.order_id
      where i.hq_id = ${hqId} and i.released_at is null
        and (i.kind, i.digest) in (${sql.join(
          wanted.map(({ kind, digest }) => sql`(${kind}::identifier_kind, ${digest})`),
          sql`, `,
        )})`,
    { digest: text, orderId: text, number: text, retailId: text },
  )
  return new Map(rows.map(({ digest, ...holder }) => [digest, holder]))
}

/** The live order of the tree that holds a number, if any. */
export async function holderOf(
  ctx: Ctx,
  field: IdentifyingField,
  value: string,
): Promise<Holder | undefined> {
  const { hqId } = ctx.actor
  const key = await findDigestKey(ctx, hqId)
  if (!key) return undefined
  const kind = IDENTIFYING[field]
  const digest = await digestOf(key, kind, value)
  return (await holdersOf(ctx, hqId, [{ kind, digest }])).get(digest)
}

/** A refused or returned order holds no number any more: its device and SIM may be sold again. */
export async function releaseIdentifiers(ctx: TxCtx, orderId: string): Promise<void> {
  await ctx.db.execute(
    sql`update order_identifiers set released_at = ${ctx.clock.now().toISOString()}
      where order_id = ${orderId} and released_at is null`,
  )
}

/** Takes a number from the order that holds it, for an older one that never claimed its own. */
export async function releaseOne(ctx: TxCtx, hqId: string, { kind, value }: Claim): Promise<void> {
  const digest = await digestOf(await digestKey(ctx, hqId), kind, value)
  await ctx.db.execute(
    sql`update order_identifiers set released_at = ${ctx.clock.now().toISOString()}
      where hq_id = ${hqId} and kind = ${kind}::identifier_kind and digest = ${digest}
        and released_at is null`,
  )
}

/**
 * Releases the line and the parcel of orders whose money nobody can claim back: people activate the same
 * number again with their next device, and couriers use numbers again. A device stays taken.
 */
export async function releaseUnbound(ctx: TxCtx, orderIds: string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.db.execute(
    sql`update order_identifiers set released_at = ${ctx.clock.now().toISOString()}
      where order_id in ${orderIds} and kind in ('line', 'parcel') and released_at is null`,
  )
}

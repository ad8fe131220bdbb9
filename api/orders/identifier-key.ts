import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { identifierKeys } from '#db/schema/orders.ts'
import { text } from '#db/values.ts'
import type { Ctx, TxCtx } from '../context.ts'

const KEY_BYTES = 32
const KEYS_MAX = 10_000

/**
 * The key of a tree's digests. It is random and stored sealed: a new vault key reseals it and changes no
 * digest. Only a key that another transaction has committed is kept in memory; one's own may be rolled back.
 */
export async function digestKey(ctx: TxCtx, hqId: string): Promise<CryptoKey> {
  const found = await findDigestKey(ctx, hqId)
  if (found) return found
  const secret = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(KEY_BYTES))))
  await ctx.db
    .insert(identifierKeys)
    .values({ hqId, ...(await ctx.vault.seal(secret)) })
    .onConflictDoNothing()
  const made = await storedKey(ctx, hqId)
  if (!made) throw new Error(`tree ${hqId} has no key for its digests`)
  return made
}

/** The key of a tree that has one: the first order with such a number makes it. */
export async function findDigestKey(ctx: Ctx, hqId: string): Promise<CryptoKey | undefined> {
  const kept = ctx.memo.map<CryptoKey>('identifier_keys', KEYS_MAX)
  const known = kept.get(hqId)
  if (known) return known
  const found = await storedKey(ctx, hqId)
  if (found) kept.set(hqId, found)
  return found
}

async function storedKey(ctx: Pick<Ctx, 'db' | 'vault'>, hqId: string) {
  const [row] = await rowsOf(
    ctx.db,
    sql`select key_id as "keyId", sealed from identifier_keys where hq_id = ${hqId}`,
    { keyId: text, sealed: text },
  )
  if (!row) return undefined
  const bytes = Uint8Array.from(atob(await ctx.vault.open(row)), (letter) => letter.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** The digest of a number, without its meaning for who does not hold the key. */
export async function digestOf(key: CryptoKey, kind: string, value: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${kind} ${value}`))
  return btoa(String.fromCharCode(...new Uint8Array(mac)))
}

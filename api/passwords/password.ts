import { base64url } from 'jose'
import type { Platform, ScryptCost } from '../platform/platform.ts'
import { sameBytes } from '../same-bytes.ts'

/** The cost of new hashes. Each hash names its own cost, so this may rise at any time. */
const COST: ScryptCost = { n: 2 ** 14, r: 8, p: 5 }
const SALT_BYTES = 16
const HASH_BYTES = 32

type Hashing = Pick<Platform, 'hasher'>
type Stored = ScryptCost & { salt: Uint8Array; hash: Uint8Array }

/** `scrypt$16384$8$5$salt$hash`, salt and hash in base64url. */
export async function hashPassword(ctx: Hashing, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  return format({ ...COST, salt, hash: await derive(ctx, password, salt, COST, HASH_BYTES) })
}

/** Takes the same time for a wrong password as for the right one. */
export async function isPassword(ctx: Hashing, password: string, stored: string): Promise<boolean> {
  const { salt, hash, ...cost } = parse(stored)
  return sameBytes(hash, await derive(ctx, password, salt, cost, hash.length))
}

/** True when the hash was made at another cost than today's. */
export function needsRehash(stored: string): boolean {
  const { n, r, p } = parse(stored)
  return n !== COST.n || r !== COST.r || p !== COST.p
}

/**
 * A hash that matches no password. It is checked for unknown usernames, so that the answer takes the same
 * time.
 */
export const NOBODYS_HASH = format({
  ...COST,
  salt: new Uint8Array(SALT_BYTES),
  hash: new Uint8Array(HASH_BYTES),
})

/** Some keyboards send composed Hangul, others decomposed; both mean the same password. */
const derive = (
  { hasher }: Hashing,
  password: string,
  salt: Uint8Array,
  cost: ScryptCost,
  bytes: number,
) => hasher.derive(new TextEncoder().encode(password.normalize('NFKC')), salt, cost, bytes)

function format({ n, r, p, salt, hash }: Stored): string {
  return ['scrypt', n, r, p, base64url.encode(salt), base64url.encode(hash)].join('$')
}

function parse(stored: string): Stored {
  const [, n, r, p, salt = '', hash = ''] =
    /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored) ?? []
  if (!hash) throw new Error('a stored password hash is not readable')
  return {
    n: Number(n),
    r: Number(r),
    p: Number(p),
    salt: base64url.decode(salt),
    hash: base64url.decode(hash),
  }
}

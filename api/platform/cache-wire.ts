import { cacheKey, newVersion, VERSION_SECONDS } from './cache-key.ts'
import type { CacheEngine } from './cache-shared.ts'

/** The Redis commands that a cache needs, as its client offers them; replies are unchecked. */
export type Wire = {
  ping(): Promise<unknown>
  get(key: string): Promise<unknown>
  mget(keys: string[]): Promise<unknown>
  /** SET with NX and EX. */
  setNew(key: string, value: string, seconds: number): Promise<unknown>
  /** SET with EX of every pair, in one transaction; one reply for each. */
  setAll(pairs: [key: string, value: string][], seconds: number): Promise<unknown[]>
}

/**
 * A cache over one wire. A reply that Redis never gives (from a proxy, or another service at its address)
 * is a failure: used as a version, it would never change.
 */
export function cacheOver(wire: Wire): CacheEngine {
  const setNew = async (...set: Parameters<Wire['setNew']>) => {
    const reply = await wire.setNew(...set)
    if (reply !== null) requireReply(reply, 'OK')
    return reply !== null
  }
  /** If several find no version at once, one sets it and the others read it. */
  const firstVersion = async (key: string) => {
    const version = newVersion()
    const isOurs = await setNew(key, version, VERSION_SECONDS)
    return isOurs ? version : ((await wire.get(key)) ?? version)
  }
  return {
    ping: async () => requireReply(await wire.ping(), 'PONG'),
    claim: (key, ttlSeconds) => setNew(cacheKey.claim(key), '1', ttlSeconds),
    versions: async (namespaces) => {
      const keys = namespaces.map(cacheKey.version)
      const known = await wire.mget(keys)
      if (!Array.isArray(known) || known.length !== keys.length) throw unfit()
      const versions = await Promise.all(keys.map((key, n) => known[n] ?? firstVersion(key)))
      const byNamespace = new Map<string, string>()
      namespaces.forEach((namespace, n) => {
        const version: unknown = versions[n]
        if (typeof version !== 'string') throw unfit()
        byNamespace.set(namespace, version)
      })
      return byNamespace
    },
    bump: async (...namespaces) => {
      const pairs = namespaces.map((name): [string, string] => [
        cacheKey.version(name),
        newVersion(),
      ])
      const replies = await wire.setAll(pairs, VERSION_SECONDS)
      if (replies.length !== pairs.length) throw unfit()
      for (const reply of replies) requireReply(reply, 'OK')
    },
  }
}

function requireReply(reply: unknown, wanted: string): void {
  if (reply !== wanted) throw unfit()
}

const unfit = () => new Error('What answers at the address of Redis is none.')

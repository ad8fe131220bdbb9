import { boundedMap } from './memo.ts'
import type { Cache, Clock } from './platform.ts'

const VERSIONS_MAX = 100_000
const CLAIMS_MAX = 100_000

/** The cache of a single process. A forgotten version never comes back with its old value. */
export function memoryCache(clock: Clock): Cache {
  const versions = boundedMap<number>(VERSIONS_MAX)
  const claims = boundedMap<number>(CLAIMS_MAX)
  // One counter for all namespaces: a forgotten namespace never gets one of its old versions again.
  let ticket = 0

  const nextVersion = (namespace: string) => {
    ticket += 1
    versions.set(namespace, ticket)
    return ticket
  }
  return {
    claim: async (key, ttlSeconds) => {
      const now = clock.now().getTime()
      if ((claims.get(key) ?? 0) > now) return false
      claims.set(key, now + ttlSeconds * 1000)
      return true
    },
    version: async (...namespaces) =>
      namespaces.map((namespace) => versions.get(namespace) ?? nextVersion(namespace)).join(' '),
    bump: async (...namespaces) => namespaces.forEach(nextVersion),
  }
}

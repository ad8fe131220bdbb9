import { lruMap } from './memo.ts'
import type { Cache, Clock } from './platform.ts'

const BYTES_MAX = 64 * 1024 * 1024
const VERSIONS_MAX = 100_000

type Held = { value: unknown; bytes: number; until: number }

/** One process, no other reader: a map that forgets the least recently used entry first. */
export function memoryCache(clock: Clock, bytesMax = BYTES_MAX): Cache {
  const held = new Map<string, Held>()
  const versions = lruMap<number>(VERSIONS_MAX)
  // One ticket for all namespaces: a namespace that was forgotten never meets its old versions again.
  let ticket = 0
  let bytes = 0

  const drop = (key: string) => {
    const found = held.get(key)
    if (!found) return
    bytes -= found.bytes
    held.delete(key)
  }
  const live = (key: string): Held | undefined => {
    const found = held.get(key)
    if (!found) return undefined
    if (found.until <= clock.now().getTime()) {
      drop(key)
      return undefined
    }
    // A map keeps insertion order; put back last, an entry that is read is the last to go.
    held.delete(key)
    held.set(key, found)
    return found
  }
  const put = (key: string, value: unknown, ttlSeconds: number) => {
    drop(key)
    const text = JSON.stringify(value)
    if (text === undefined) return
    const size = 2 * (text.length + key.length)
    held.set(key, {
      value: frozen(JSON.parse(text)),
      bytes: size,
      until: clock.now().getTime() + ttlSeconds * 1000,
    })
    bytes += size
    for (const oldest of held.keys()) {
      if (bytes <= bytesMax) break
      drop(oldest)
    }
  }
  const nextVersion = (namespace: string) => {
    ticket += 1
    versions.set(namespace, ticket)
    return ticket
  }

  return {
    // The caller names the type it stored under this key; JSON cannot.
    get: async <T>(key: string) => live(key)?.value as T | undefined,
    set: async (key, value, ttlSeconds) => put(key, value, ttlSeconds),
    drop: async (key) => drop(key),
    claim: async (key, ttlSeconds) => {
      if (live(key)) return false
      put(key, 1, ttlSeconds)
      return true
    },
    version: async (namespace) => versions.get(namespace) ?? nextVersion(namespace),
    bump: async (namespace) => void nextVersion(namespace),
  }
}

/** Readers share the one object that is held; freezing it keeps one reader from changing another's answer. */
function frozen(value: unknown): unknown {
  if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) frozen(inner)
    Object.freeze(value)
  }
  return value
}

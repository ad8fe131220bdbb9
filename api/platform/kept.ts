import { lastsUntil } from './lasts.ts'
import type { MemoMap, Platform } from './platform.ts'

/** The longest time for which a lost bump, with the process that owed it, leaves an old value in use. */
export const REMEMBERED_MS = 30_000

export type Shared = Pick<Platform, 'cache' | 'memo' | 'foreseen' | 'lasts' | 'clock' | 'metrics'>

/** A place for values of one kind: its name, their largest number, and until when a value is valid. */
export type Shelf<V> = { name: string; max: number; until?(value: V): number }

export type Kept<V> = { version: string; untilMs: number; value: V }

/** Undefined while the cache is down: the database is then asked instead, so that no stale right is used. */
export async function versionOf(platform: Shared, namespaces: readonly string[]) {
  const { cache, metrics } = platform
  try {
    return await (foreseenVersion(platform, namespaces) ?? cache.version(...namespaces))
  } catch {
    metrics.count('maru_cache_total', { result: 'failed' })
    return undefined
  }
}

/**
 * The versions that the request has asked for already, joined as the cache joins them; undefined if it lacks one.
 * Undefined in a transaction: it may have waited for a lock since the request read them.
 */
function foreseenVersion(platform: Shared, namespaces: readonly string[]) {
  if (isInTransaction(platform)) return undefined
  const versions = namespaces.flatMap((namespace) => platform.foreseen?.get(namespace) ?? [])
  if (versions.length < namespaces.length || versions.length === 0) return undefined
  return versions.length === 1 ? versions[0] : Promise.all(versions).then((all) => all.join(' '))
}

export function lookUp<V>(
  { metrics }: Shared,
  kept: MemoMap<Kept<V>>,
  key: string,
  version: string | undefined,
  nowMs: number,
): Kept<V> | undefined {
  if (version === undefined) return undefined
  const found = kept.get(key)
  const isGood = found !== undefined && found.version === version && nowMs < found.untilMs
  metrics.count('maru_cache_total', { result: isGood ? 'hit' : 'miss' })
  return isGood ? found : undefined
}

/** The age counts from the request of the version, however long the reading took. */
export function keep<V>(
  kept: MemoMap<Kept<V>>,
  shelf: Pick<Shelf<V>, 'until'>,
  key: string,
  { version, value, nowMs }: { version: string; value: V; nowMs: number },
): void {
  kept.set(key, { version, untilMs: untilOf(shelf, value, nowMs), value })
}

/** Until when a value is good whose version was asked for at `nowMs`. */
const untilOf = <V>({ until }: Pick<Shelf<V>, 'until'>, value: V, nowMs: number): number =>
  Math.min(nowMs + REMEMBERED_MS, until?.(value) ?? Number.POSITIVE_INFINITY)

/** Notes that the answer is made from a value of a shelf whose version was asked for at `nowMs`. */
export function uses<V>(
  platform: Pick<Platform, 'lasts'>,
  shelf: Shelf<V>,
  value: V,
  nowMs: number,
): V {
  lastsUntil(platform, untilOf(shelf, value, nowMs))
  return value
}

/** A holder of a connection must not wait for a reading that may itself wait for a connection. */
export const isInTransaction = (platform: Shared) => 'afterCommit' in platform

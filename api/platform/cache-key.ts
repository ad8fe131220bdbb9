import type { Clock } from './platform.ts'

/** One Redis may serve more than us, and a value, a claim and a version never share a key. */
export const cacheKey = {
  value: (key: string) => `maru:value:${key}`,
  claim: (key: string) => `maru:claim:${key}`,
  version: (namespace: string) => `maru:version:${namespace}`,
}

/**
 * Where a version counter starts. A full Redis may evict it; were it to start from nothing again,
 * keys built from its old numbers would come back. Microseconds run faster than anyone bumps, so a
 * new start is ahead of every number that was in use.
 */
export const firstVersion = (clock: Clock) => clock.now().getTime() * 1000

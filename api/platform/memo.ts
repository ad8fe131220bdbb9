import type { Memo, MemoMap } from './platform.ts'

/** Bounded maps with the lifetime of the platform that made them. */
export function memo(): Memo {
  const maps = new Map<string, MemoMap<unknown>>()
  return {
    map<V>(name: string, max: number, weightOf?: (value: V, key: string) => number) {
      // All callers of one name store the same kind of value, so its type fits.
      const found = maps.get(name) as MemoMap<V> | undefined
      const map = found ?? boundedMap(max, weightOf)
      if (!found) maps.set(name, map as MemoMap<unknown>)
      return map
    },
    flights: new Map(),
  }
}

/**
 * A map of at most `max`, which keeps what was read lately: of two generations the older one is dropped when the
 * younger has half of all. A read of a young entry changes nothing, and most reads are of those.
 */
export function boundedMap<V>(
  max: number,
  weightOf: (value: V, key: string) => number = () => 1,
): MemoMap<V> {
  let young = new Map<string, V>()
  let old = new Map<string, V>()
  let weight = 0
  const put = (key: string, value: V) => {
    const before = young.get(key)
    if (before !== undefined) weight -= weightOf(before, key)
    weight += weightOf(value, key)
    if (weight * 2 > max && young.size > 0) {
      old = young
      young = new Map()
      weight = weightOf(value, key)
    }
    young.set(key, value)
  }
  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const older = old.get(key)
      if (older !== undefined) put(key, older)
      return older
    },
    set: put,
  }
}

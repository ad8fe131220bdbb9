import type { Memo, MemoMap } from './platform.ts'

/** Bounded maps with the lifetime of the platform that made them. */
export function memo(): Memo {
  const maps = new Map<string, MemoMap<unknown>>()
  return {
    map<V>(name: string, max: number) {
      const found = maps.get(name) ?? lruMap<unknown>(max)
      maps.set(name, found)
      // All callers of one name store the same kind of value, so its type fits.
      return found as MemoMap<V>
    },
    flights: new Map(),
  }
}

/** A map that drops the least recently read entry; insertion order is the age. */
export function lruMap<V>(max: number): MemoMap<V> {
  const held = new Map<string, V>()
  return {
    get(key) {
      const value = held.get(key)
      if (value === undefined) return undefined
      held.delete(key)
      held.set(key, value)
      return value
    },
    set(key, value) {
      held.delete(key)
      held.set(key, value)
      for (const oldest of held.keys()) {
        if (held.size <= max) break
        held.delete(oldest)
      }
    },
  }
}

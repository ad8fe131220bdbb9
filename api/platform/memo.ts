import type { Memo, MemoMap } from './platform.ts'

/** Bounded maps that live as long as the platform that made them. */
export function memo(): Memo {
  const maps = new Map<string, MemoMap<unknown>>()
  return {
    map<V>(name: string, max: number) {
      const found = maps.get(name) ?? lruMap<unknown>(max)
      maps.set(name, found)
      // Every caller of one name stores one kind of value: the name stands beside its type.
      return found as MemoMap<V>
    },
  }
}

/** A map that forgets the entry that was read longest ago; insertion order is the age. */
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

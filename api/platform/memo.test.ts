import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundedMap } from './memo.ts'

const Key = fc.constantFrom(...'abcdefghij')
const Step = fc.record({
  key: Key,
  weight: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
})

describe('a bounded map', () => {
  test('holds the newest value of each key, and all that was used within half of its size', () => {
    fc.assert(
      fc.property(fc.array(Step), fc.integer({ min: 8, max: 20 }), (steps, max) => {
        const map = boundedMap<{ weight: number }>(max, ({ weight }) => weight)
        const newest = new Map<string, { weight: number }>()
        for (const { key, weight } of steps) {
          const found = map.get(key)
          if (found !== undefined) expect(found).toBe(newest.get(key))
          // The last used ones, as long as they and this one weigh less than half.
          let room = max / 2
          for (const [used, value] of [...newest].toReversed()) {
            room -= value.weight
            if (room < 0) break
            if (used === key) expect(found).toBe(value)
          }
          const value = weight === undefined ? newest.get(key) : { weight }
          if (value === undefined) continue
          if (weight !== undefined || found === undefined) map.set(key, value)
          newest.delete(key)
          newest.set(key, value)
        }
        const held = [...'abcdefghij'].flatMap((key) => map.get(key) ?? [])
        expect(held.length).toBeLessThanOrEqual(max)
      }),
    )
  })

  test('weighs what it holds', () => {
    const map = boundedMap<string>(10, (text) => text.length)
    for (let nth = 0; nth < 100; nth++) map.set(String(nth), 'four')
    const held = Array.from({ length: 100 }, (_, nth) => map.get(String(nth))).filter(Boolean)
    expect(held.join('').length).toBeLessThanOrEqual(10)
    expect(map.get('99')).toBe('four')
  })
})

import { describe, expect, test } from 'vitest'
import { directLanes } from './lanes-direct.ts'
import { nodeLanes } from './lanes-node.ts'

const adapters = { node: nodeLanes, direct: directLanes }

const doubled = async (items: number[]) => Promise.allSettled(items.map(async (item) => item * 2))
const oddFails = async (items: number[]) =>
  Promise.allSettled(
    items.map(async (item) => {
      if (item % 2) throw new Error(`odd ${item}`)
      return item
    }),
  )
/** Settles with the whole batch when any of it is odd, as one failed statement does. */
const oddFailsAll = async (items: number[]) => {
  const odd = items.find((item) => item % 2)
  if (odd) throw new Error(`odd ${odd}`)
  return doubled(items)
}

describe.each(Object.entries(adapters))('%s lanes', (_, open) => {
  const ten = Array.from({ length: 10 }, (_, i) => i)

  test('every rider gets its own result', async () => {
    const lanes = open()
    const results = await Promise.all(ten.map((item) => lanes.ride('double', item, doubled)))
    expect(results).toEqual(ten.map((item) => item * 2))
  })

  test('a rider that fails, fails alone and with its own reason', async () => {
    const lanes = open()
    const results = await Promise.allSettled(ten.map((item) => lanes.ride('a', item, oddFails)))
    expect(results.map((result) => result.status === 'fulfilled')).toEqual(
      ten.map((item) => item % 2 === 0),
    )
    expect(results[3]).toMatchObject({ reason: new Error('odd 3') })
  })

  test('one bad item that breaks the whole drive fails none of its neighbours', async () => {
    const lanes = open()
    const results = await Promise.allSettled(ten.map((item) => lanes.ride('a', item, oddFailsAll)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
    expect(results[3]).toMatchObject({ reason: new Error('odd 3') })
  })

  test('a drive that forgets an answer is an error, not a rider that waits for ever', async () => {
    const lanes = open()
    const results = await Promise.allSettled([1, 2].map((i) => lanes.ride('a', i, async () => [])))
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
  })
})

describe('node lanes', () => {
  /** A drive that waits at a gate; `departure` tells what the next batch holds and opens its gate. */
  function gated() {
    const departures: { items: number[]; open(): void }[] = []
    let changed = Promise.withResolvers<void>()
    return {
      drive: async (items: number[]) => {
        const gate = Promise.withResolvers<void>()
        departures.push({ items, open: gate.resolve })
        changed.resolve()
        await gate.promise
        return doubled(items)
      },
      departure: async () => {
        for (;;) {
          const next = departures.shift()
          if (next) return next
          await changed.promise
          changed = Promise.withResolvers()
        }
      },
    }
  }

  test('the first leaves at once; who comes meanwhile shares the next, at most 64', async () => {
    const lanes = nodeLanes()
    const { drive, departure } = gated()
    const rides = Array.from({ length: 101 }, (_, i) => lanes.ride('a', i, drive))
    const batches: number[][] = []
    for (let i = 0; i < 3; i++) {
      const { items, open } = await departure()
      batches.push(items)
      open()
    }
    expect(batches.map((batch) => batch.length)).toEqual([1, 64, 36])
    expect(batches.flat()).toEqual(Array.from({ length: 101 }, (_, i) => i))
    expect(await Promise.all(rides)).toHaveLength(101)
  })

  test('lanes of other names do not wait', async () => {
    const lanes = nodeLanes()
    const { drive, departure } = gated()
    const slow = lanes.ride('slow', 1, drive)
    expect(await lanes.ride('quick', 2, doubled)).toBe(4)
    ;(await departure()).open()
    expect(await slow).toBe(2)
  })

  test('1024 may wait; the next is told that we are busy, and the lane recovers', async () => {
    const lanes = nodeLanes()
    const { drive, departure } = gated()
    const first = lanes.ride('a', 0, drive)
    const rest = Array.from({ length: 1024 }, (_, i) => lanes.ride('a', i, doubled))
    await expect(lanes.ride('a', 1, drive)).rejects.toMatchObject({ code: 'busy' })
    ;(await departure()).open()
    await first
    await Promise.all(rest)
    expect(await lanes.ride('a', 4, doubled)).toBe(8)
  })
})

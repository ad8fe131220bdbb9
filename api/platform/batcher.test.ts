import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { directBatcher } from './batcher-direct.ts'
import { nodeBatcher } from './batcher-node.ts'

const adapters = { node: nodeBatcher, direct: directBatcher }

const doubled = async (items: number[]) => Promise.allSettled(items.map(async (item) => item * 2))
const oddFails = async (items: number[]) =>
  Promise.allSettled(
    items.map(async (item) => {
      if (item % 2) throw new Error(`odd ${item}`)
      return item
    }),
  )
/** Rejects as a whole when any item is odd, as one failed statement does. */
const oddFailsAll = async (items: number[]) => {
  const odd = items.find((item) => item % 2)
  if (odd) throw new Error(`odd ${odd}`)
  return doubled(items)
}

describe.each(Object.entries(adapters))('%s batcher', (_, open) => {
  const ten = Array.from({ length: 10 }, (_, i) => i)

  test('every item gets its own result', async () => {
    const batcher = open()
    const results = await Promise.all(ten.map((item) => batcher.add('double', item, doubled)))
    expect(results).toEqual(ten.map((item) => item * 2))
  })

  test('an item that fails, fails alone and with its own reason', async () => {
    const batcher = open()
    const results = await Promise.allSettled(ten.map((item) => batcher.add('a', item, oddFails)))
    expect(results.map((result) => result.status === 'fulfilled')).toEqual(
      ten.map((item) => item % 2 === 0),
    )
    expect(results[3]).toMatchObject({ reason: new Error('odd 3') })
  })

  test('a bad item that fails the whole batch does not fail the others', async () => {
    const batcher = open()
    const results = await Promise.allSettled(ten.map((item) => batcher.add('a', item, oddFailsAll)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
    expect(results[3]).toMatchObject({ reason: new Error('odd 3') })
  })

  test('a missing result is an error, not an endless wait', async () => {
    const batcher = open()
    const results = await Promise.allSettled([1, 2].map((i) => batcher.add('a', i, async () => [])))
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
  })
})

describe('node batcher', () => {
  /** A runBatch that waits at a gate; `departure` resolves to the items of the next batch and its gate. */
  function gated() {
    const departures: { items: number[]; open(): void }[] = []
    let changed = Promise.withResolvers<void>()
    return {
      runBatch: async (items: number[]) => {
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

  test('the first item runs at once; later ones share the next batch, at most 64', async () => {
    const batcher = nodeBatcher()
    const { runBatch, departure } = gated()
    const added = Array.from({ length: 101 }, (_, i) => batcher.add('a', i, runBatch))
    const batches: number[][] = []
    for (let i = 0; i < 3; i++) {
      const { items, open } = await departure()
      batches.push(items)
      open()
    }
    expect(batches.map((batch) => batch.length)).toEqual([1, 64, 36])
    expect(batches.flat()).toEqual(Array.from({ length: 101 }, (_, i) => i))
    expect(await Promise.all(added)).toHaveLength(101)
  })

  test('a queue does not wait for one of another name', async () => {
    const batcher = nodeBatcher()
    const { runBatch, departure } = gated()
    const slow = batcher.add('slow', 1, runBatch)
    expect(await batcher.add('quick', 2, doubled)).toBe(4)
    ;(await departure()).open()
    expect(await slow).toBe(2)
  })

  test('1024 items may wait; the next is refused as busy, and the queue recovers', async () => {
    const batcher = nodeBatcher()
    const { runBatch, departure } = gated()
    const first = batcher.add('a', 0, runBatch)
    const rest = Array.from({ length: 1024 }, (_, i) => batcher.add('a', i, doubled))
    await expect(batcher.add('a', 1, runBatch)).rejects.toMatchObject({ code: 'busy' })
    ;(await departure()).open()
    await first
    await Promise.all(rest)
    expect(await batcher.add('a', 4, doubled)).toBe(8)
  })

  test('three queues of a kind run at once; the others take turns, batch by batch', async () => {
    const batcher = nodeBatcher()
    const { runBatch, departure } = gated()
    const added = [1, 2, 3, 4, 5].map((n) => batcher.add(`kind:${n}`, n, runBatch))
    const more = batcher.add('kind:1', 6, runBatch)
    const left = [await departure(), await departure(), await departure()]
    expect(left.map(({ items }) => items)).toEqual([[1], [2], [3]])
    expect(await batcher.add('other:1', 7, doubled)).toBe(14)
    left[0]?.open()
    const fourth = await departure()
    left[1]?.open()
    const fifth = await departure()
    left[2]?.open()
    const again = await departure()
    // Queue 1 had a second item from the start, yet queues without a turn come first.
    expect([fourth, fifth, again].map(({ items }) => items)).toEqual([[4], [5], [6]])
    for (const { open } of [fourth, fifth, again]) open()
    expect(await Promise.all([...added, more])).toEqual([2, 4, 6, 8, 10, 12])
  })

  test('contention fails all items of a batch and repeats none', async () => {
    const batcher = nodeBatcher()
    const { runBatch, departure } = gated()
    const first = batcher.add('a', 0, runBatch)
    let runCount = 0
    const stuck = async () => {
      runCount += 1
      throw new AppError('busy', 'stuck')
    }
    const added = [1, 2, 3].map((n) => batcher.add('a', n, stuck))
    ;(await departure()).open()
    await first
    const outcomes = await Promise.allSettled(added)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(runCount).toBe(1)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { memoryCache } from './cache-memory.ts'
import { foresee } from './foreseen.ts'
import { memo } from './memo.ts'
import { noMetrics } from './metrics.ts'
import type { Cache } from './platform.ts'
import { remember } from './remember.ts'
import { rememberEach } from './remember-each.ts'

const SHELF = { name: 'test', max: 6 }
const AGE_MS_MAX = 30_000

let nowMs = 0
const clock = { now: () => new Date(nowMs) }
let shared: Cache
let truth: number
let reads: (() => void)[]
let platform: { cache: Cache; memo: ReturnType<typeof memo>; clock: typeof clock } & {
  metrics: ReturnType<typeof noMetrics>
}
beforeEach(() => {
  nowMs = 0
  truth = 1
  reads = []
  shared = memoryCache(clock)
  platform = { cache: shared, memo: memo(), clock, metrics: noMetrics() }
})

/** The value at the start of the reading. */
const read = async () => {
  reads.push(() => {})
  return truth
}
/** The same, but the test decides when it ends. */
const slowRead = async () => {
  const seen = truth
  const gate = Promise.withResolvers<void>()
  reads.push(gate.resolve)
  await gate.promise
  return seen
}
const under = (key: string) => ({ key, namespaces: ['n'] })
const ask = (how = read, on: typeof platform = platform, key = 'k') =>
  remember(on, SHELF, under(key), how)
const turn = () => new Promise((resolve) => setTimeout(resolve))
const away = () => ({
  ...platform,
  cache: { ...shared, version: () => Promise.reject(new Error('away')) },
})

describe('a value remembered under a version', () => {
  test('is read once until a change, and anew after it', async () => {
    expect([await ask(), await ask()]).toEqual([1, 1])
    expect(reads).toHaveLength(1)
    truth = 2
    await shared.bump('n')
    expect([await ask(), await ask()]).toEqual([2, 2])
    expect(reads).toHaveLength(2)
  })

  test('expires: a change with a lost bump is seen after half a minute', async () => {
    await ask()
    truth = 2
    nowMs = AGE_MS_MAX - 1
    expect(await ask()).toBe(1)
    nowMs = AGE_MS_MAX
    expect(await ask()).toBe(2)
  })

  test('has the age of the start of its reading', async () => {
    const slow = ask(slowRead)
    await turn()
    nowMs = AGE_MS_MAX
    reads[0]?.()
    await slow
    truth = 2
    expect(await ask()).toBe(2)
  })

  test('expires earlier if its own end is earlier', async () => {
    const shelf = { ...SHELF, until: () => 5_000 }
    const look = () => remember(platform, shelf, under('k'), read)
    await look()
    truth = 2
    nowMs = 5_000
    expect(await look()).toBe(2)
  })

  test('is bounded', async () => {
    for (const key of 'abcdefg') await ask(read, platform, key)
    await ask(read, platform, 'a')
    expect(reads).toHaveLength(8)
  })

  test('that is missing for many requests at once is read once', async () => {
    const crowd = Array.from({ length: 20 }, () => ask(slowRead))
    await turn()
    expect(reads).toHaveLength(1)
    reads[0]?.()
    expect(await Promise.all(crowd)).toEqual(Array(20).fill(1))
  })

  test('a request after a change does not share a reading from before it', async () => {
    const before = ask(slowRead)
    await turn()
    truth = 2
    await shared.bump('n')
    const after = ask(slowRead)
    await turn()
    for (const end of reads) end()
    expect([await before, await after]).toEqual([1, 2])
    expect(await ask()).toBe(2)
  })

  test('is not kept when the reading fails', async () => {
    await expect(ask(() => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
    expect(await ask()).toBe(1)
  })

  test('inside a transaction no request waits for another’s reading', async () => {
    const outside = ask(slowRead)
    await turn()
    expect(await ask(read, { ...platform, afterCommit: () => {} } as typeof platform)).toBe(1)
    reads[0]?.()
    await outside
  })
})

describe('without a version', () => {
  test('every answer is current, and nothing is kept', async () => {
    await ask()
    truth = 2
    expect(await ask(read, away())).toBe(2)
    truth = 3
    expect(await ask(read, away())).toBe(3)
  })

  test('requests share a reading only if it begins after each of them', async () => {
    const first = ask(slowRead, away())
    await turn()
    truth = 2
    const crowd = Array.from({ length: 20 }, () => ask(slowRead, away()))
    await turn()
    expect(reads).toHaveLength(1)
    reads[0]?.()
    await first
    await turn()
    expect(reads).toHaveLength(2)
    reads[1]?.()
    expect(await Promise.all([first, ...crowd])).toEqual([1, ...Array(20).fill(2)])
  })
})

describe('a version that a request got in advance', () => {
  const request = () => {
    const on = { ...platform, foreseen: new Map<string, Promise<string>>() }
    foresee(on, ['n'])
    return on
  }

  test('is used without a further call', async () => {
    const on = request()
    const version = shared.version
    shared.version = () => Promise.reject(new Error('asked again'))
    expect([await ask(read, on), await ask(read, on)]).toEqual([1, 1])
    expect(reads).toHaveLength(1)
    shared.version = version
  })

  test('is dropped when the request writes', async () => {
    const on = request()
    await ask(read, on)
    truth = 2
    await shared.bump('n')
    on.foreseen.clear()
    expect(await ask(read, on)).toBe(2)
  })

  test('is not used inside a transaction, which may have waited for a lock', async () => {
    const on = request()
    await ask(read, on)
    truth = 2
    await shared.bump('n')
    expect(await ask(read, { ...on, afterCommit: () => {} } as typeof on)).toBe(2)
  })

  test('fails only for the code that needs it, which then reads the database', async () => {
    const on = { ...away(), foreseen: new Map<string, Promise<string>>() }
    foresee(on, ['n', 'never wanted'])
    await turn()
    expect(await ask(read, on)).toBe(1)
  })
})

describe('many at once', () => {
  const asked: string[][] = []
  beforeEach(() => void asked.splice(0))
  const each = (keys: string[], on = platform) =>
    rememberEach(
      on,
      SHELF,
      new Map(keys.map((key) => [key, { namespaces: [`tree ${key[0]}`] }])),
      async (missing) => {
        asked.push([...missing.keys()])
        const seen = truth
        await turn()
        return new Map([...missing.keys()].map((key) => [key, `${key} ${seen}`]))
      },
    )

  test('two joined readings that fail one after the other leave no unhandled rejection', async () => {
    const unheard: unknown[] = []
    const hear = (reason: unknown) => void unheard.push(reason)
    process.on('unhandledRejection', hear)
    const gate = Promise.withResolvers<never>()
    const failing = (keys: string[], how: Promise<never>) =>
      rememberEach(
        platform,
        SHELF,
        new Map(keys.map((key) => [key, { namespaces: [`tree ${key[0]}`] }])),
        () => how,
      )
    const first = expect(failing(['a1'], gate.promise)).rejects.toThrow('late')
    await turn()
    await expect(failing(['a1', 'b1'], Promise.reject(new Error('at once')))).rejects.toThrow(
      'at once',
    )
    gate.reject(new Error('late'))
    await first
    await turn()
    process.off('unhandledRejection', hear)
    expect(unheard).toEqual([])
  })

  test('missing values are read together', async () => {
    await each(['a1'])
    expect(await each(['a1', 'a2', 'b1'])).toEqual(
      new Map([
        ['a1', 'a1 1'],
        ['a2', 'a2 1'],
        ['b1', 'b1 1'],
      ]),
    )
    expect(asked).toEqual([['a1'], ['a2', 'b1']])
    truth = 2
    await shared.bump('tree b')
    expect((await each(['a1', 'b1'])).get('b1')).toBe('b1 2')
    expect(asked[2]).toEqual(['b1'])
  })

  test('values that another request reads are awaited', async () => {
    const [one, two] = await Promise.all([each(['a1', 'a2']), each(['a2', 'b1'])])
    expect(asked).toEqual([['a1', 'a2'], ['b1']])
    expect([one.get('a2'), two.get('a2')]).toEqual(['a2 1', 'a2 1'])
  })

  test('without a version all values are read', async () => {
    await each(['a1'])
    truth = 2
    expect((await each(['a1', 'b1'], away())).get('a1')).toBe('a1 2')
    expect(asked[1]).toEqual(['a1', 'b1'])
  })
})

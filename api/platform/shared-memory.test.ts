import { describe, expect, test } from 'vitest'
import { memoryCache } from './cache-memory.ts'
import type { CacheEngine } from './cache-shared.ts'
import { debts, EVERYTHING } from './debts.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { noMetrics } from './metrics.ts'
import type { Clock } from './platform.ts'
import { newFallback, sharedMemory } from './shared-memory.ts'

const clock: Clock = { now: () => new Date(0) }
const OUTAGE_CALLS = 5

/** An engine that two processes share; the connection of each can be cut. */
function installation() {
  const store = memoryCache(clock)
  const counts = memoryLimiter(clock)
  const bumps: string[][] = []
  function process() {
    let isCut = false
    const questions: string[][] = []
    const over = <T>(work: () => Promise<T>) => (isCut ? Promise.reject(new Error('cut')) : work())
    const engine: CacheEngine = {
      ping: () => over(async () => {}),
      claim: (...call) => over(() => store.claim(...call)),
      versions: (namespaces) =>
        over(async () => {
          questions.push([...namespaces])
          const byName = new Map<string, string>()
          for (const name of namespaces) byName.set(name, await store.version(name))
          return byName
        }),
      bump: (...namespaces) =>
        over(() => {
          bumps.push(namespaces)
          return store.bump(...namespaces)
        }),
    }
    const logged: string[] = []
    const log = { info: (e: string) => logged.push(e), error: (e: string) => logged.push(e) }
    const { cache, limiter, circuit } = sharedMemory({
      cache: engine,
      limiter: { limit: (...call) => over(() => counts.limit(...call)) },
      replyMsMax: 60_000,
      fallback: newFallback(clock),
      log,
      metrics: noMetrics(),
      inBackground: (work) => void work,
      atTurnsEnd: setImmediate,
    })
    return {
      cache,
      limiter,
      logged,
      questions,
      cut: () => {
        isCut = true
      },
      /** Cuts the connection and waits until the circuit is open. */
      away: async () => {
        isCut = true
        for (let i = 0; i < OUTAGE_CALLS; i++) await cache.version('any').catch(() => {})
      },
      back: async () => {
        // A probe from before may still fail; the next one succeeds.
        const turn = () => new Promise(setImmediate)
        await turn()
        isCut = false
        circuit.retry()
        await turn()
      },
    }
  }
  return { here: process(), there: process(), bumps }
}

describe('versions', () => {
  test('that are requested in one turn of the event loop take one call, and each caller gets its own', async () => {
    const { here } = installation()
    const [one, both, again] = await Promise.all([
      here.cache.version('a'),
      here.cache.version('a', 'b'),
      here.cache.version('a'),
    ])
    expect(here.questions).toEqual([[EVERYTHING, 'a', 'b']])
    expect(again).toBe(one)
    expect(both).not.toBe(one)
  })

  test('are read after the request for them: the next turn makes a new call', async () => {
    const { here, there } = installation()
    const before = here.cache.version('n')
    await new Promise(setImmediate)
    await there.cache.bump('n')
    const after = here.cache.version('n')
    expect(await after).not.toBe(await before)
    expect(here.questions).toHaveLength(2)
  })

  test('fail together for all callers', async () => {
    const { here } = installation()
    here.cut()
    const asked = await Promise.allSettled(['a', 'b'].map((name) => here.cache.version(name)))
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

describe('a cache that was down', () => {
  test('gives no version meanwhile, and afterwards none from before', async () => {
    const { here } = installation()
    const before = await here.cache.version('n')
    await here.away()
    await expect(here.cache.version('n')).rejects.toMatchObject({ code: 'busy' })
    await here.back()
    const after = await here.cache.version('n')
    expect(after).not.toBe(before)
    expect(await here.cache.version('n')).toBe(after)
    expect(here.logged).toEqual(['cache.away', 'cache.back'])
  })

  test('a failed bump is repeated before any version is used, and other processes see it', async () => {
    const { here, there } = installation()
    const before = await there.cache.version('n')
    await here.away()
    await expect(here.cache.bump('n')).rejects.toMatchObject({ code: 'busy' })
    expect(await there.cache.version('n')).toBe(before)
    await here.back()
    expect(await there.cache.version('n')).not.toBe(before)
  })

  test('a single lost bump without an outage is repeated by the next read', async () => {
    const { here, there, bumps } = installation()
    const before = await there.cache.version('n')
    here.cut()
    await expect(here.cache.bump('n')).rejects.toThrow()
    await here.back()
    await here.cache.version('other')
    expect(bumps).toEqual([['n']])
    expect(await there.cache.version('n')).not.toBe(before)
  })

  test('with more lost bumps than can be remembered, everything counts as changed', async () => {
    const { here, there } = installation()
    const before = await there.cache.version('never bumped')
    await here.away()
    for (let i = 0; i < 1_001; i++) await here.cache.bump(`n${i}`).catch(() => {})
    await here.back()
    expect(await there.cache.version('never bumped')).not.toBe(before)
  })

  test('limits count in the process: exactly as many calls as allowed', async () => {
    const { here } = installation()
    await here.away()
    const calls = Array.from({ length: 20 }, () => here.limiter.limit('k', 5, 60))
    expect((await Promise.all(calls)).filter(({ allowed }) => allowed)).toHaveLength(5)
  })

  test('each process gives a claim once', async () => {
    const { here } = installation()
    await here.away()
    expect([await here.cache.claim('k', 60), await here.cache.claim('k', 60)]).toEqual([
      true,
      false,
    ])
  })
})

describe('debts', () => {
  test('are paid again until a payment succeeds', async () => {
    const owed = debts()
    owed.owe(['a', 'b'])
    await expect(owed.pay(() => Promise.reject(new Error('away')))).rejects.toThrow()
    const paid: string[] = []
    await owed.pay(async (...namespaces) => void paid.push(...namespaces))
    expect(paid).toEqual(['a', 'b'])
    expect(owed.any).toBe(false)
    await owed.pay(() => Promise.reject(new Error('nothing is owed')))
  })

  test('a debt made during a payment is not paid by it', async () => {
    const owed = debts()
    owed.owe(['a', 'b'])
    await owed.pay(async () => owed.owe(['b']))
    const paid: string[] = []
    await owed.pay(async (...namespaces) => void paid.push(...namespaces))
    expect(paid).toEqual(['b'])
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInGuards } from '#db/schema/lockout.ts'
import { testDatabase } from '#tests/database.ts'
import { systemActor } from '../access/actor.ts'
import { transact } from '../context.ts'
import { type TestPlatform, testPlatform } from '../platform/test.ts'
import { BOUNDS, FAILURES_MAX, LOCK_SECONDS } from './bounds.ts'
import { eraseOldFailures } from './erase-failures.ts'
import { deviceGuards, type Guards, sessionGuards, strangersGuards } from './guards.ts'
import { failAttempt, passAttempt, requireUnlocked, unlockAccount } from './lockout.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let platform: TestPlatform
let names = 0
let name: string

beforeAll(async () => {
  database = await testDatabase()
  platform = testPlatform({ databaseUrl: database.url, connections: 20 })
})
beforeEach(() => {
  name = `person-${++names}`
})
afterAll(async () => {
  await platform.close()
  await database.drop()
})

/** Each test has its own address, unless it names one. */
const at = (username = name, address = `192.0.2.${names}`) => strangersGuards({ address }, username)
const neighbour = () => `neighbour-${names}`
const fail = (guards: Guards = at()) => failAttempt(platform, guards)
const locked = (seconds?: number) =>
  expect.objectContaining({
    code: 'locked',
    ...(seconds !== undefined && { facts: { retryAfterSeconds: seconds } }),
  })
const times = async (count: number, guards: Guards = at()) => {
  for (let i = 0; i < count; i++) await fail(guards)
}

describe('failures', () => {
  test('lock the account for half an hour at the fifth, for sign-ins from any address', async () => {
    await times(FAILURES_MAX - 1)
    await requireUnlocked(platform, at())
    expect(await fail()).toEqual(['account'])
    await expect(requireUnlocked(platform, at())).rejects.toEqual(locked(LOCK_SECONDS))
    await expect(requireUnlocked(platform, at(name, '198.51.100.1'))).rejects.toEqual(locked())
    platform.clock.advance(60)
    await expect(passAttempt(platform, at())).rejects.toEqual(locked(LOCK_SECONDS - 60))
    // The refused right guess did not reset the count either.
    await expect(fail()).rejects.toEqual(locked(LOCK_SECONDS - 60))
  })

  test('of one person do not lock the address that they share with others', async () => {
    await times(FAILURES_MAX)
    await requireUnlocked(platform, at(neighbour()))
    await passAttempt(platform, at(neighbour()))
  })

  test('during the lock are answered as locked, and do not extend it', async () => {
    await times(FAILURES_MAX)
    platform.clock.advance(LOCK_SECONDS - 1)
    await expect(fail()).rejects.toEqual(locked(1))
    platform.clock.advance(1)
    await requireUnlocked(platform, at())
    expect(await fail()).toEqual([])
    await times(FAILURES_MAX - 2)
    expect(await fail()).toEqual(['account'])
  })

  test('of an earlier half hour do not count, but their lock lasts its full time', async () => {
    await times(FAILURES_MAX - 1)
    platform.clock.advance(LOCK_SECONDS)
    expect(await fail()).toEqual([])
    await times(FAILURES_MAX - 2)
    platform.clock.advance(LOCK_SECONDS - 60)
    await times(1)
    // The first of these failures is now more than half an hour ago; the lock is younger.
    platform.clock.advance(120)
    await expect(fail()).rejects.toEqual(locked(LOCK_SECONDS - 120))
  })

  test('count for one username in all its spellings', async () => {
    await times(2, at(' KIM '))
    await times(2, at('kim'))
    expect(await fail(at('ｋｉｍ'))).toEqual(['account'])
  })
})

/** Failures under many usernames, each below its own limit. */
const spray = async (count: number, address: string) => {
  const locks = []
  for (let i = 0; i < count; i++) locks.push(...(await fail(at(`${name}-${i % 9}-${i}`, address))))
  return locks
}

describe('an address', () => {
  test('is locked by failures under many usernames, and longer each time they go on', async () => {
    const address = '203.0.113.200'
    for (const half of [1, 2, 4, 8, 8]) {
      expect(await spray(BOUNDS.address.max, address)).toEqual(['address'])
      const right = passAttempt(platform, at(neighbour(), address))
      await expect(right).rejects.toEqual(locked(half * LOCK_SECONDS))
      platform.clock.advance(half * LOCK_SECONDS)
      await requireUnlocked(platform, at(neighbour(), address))
    }
    // After a day without failures the next lock is short again.
    platform.clock.advance(86_400)
    await spray(BOUNDS.address.max, address)
    await expect(requireUnlocked(platform, at(neighbour(), address))).rejects.toEqual(
      locked(LOCK_SECONDS),
    )
  })

  test('of IPv6 is counted with its /64 and its /48', async () => {
    expect(await spray(BOUNDS.address.max, '2001:db8:1:2::1')).toEqual(['address'])
    await expect(requireUnlocked(platform, at(name, '2001:db8:1:2::9'))).rejects.toEqual(locked())
    await requireUnlocked(platform, at(name, '2001:db8:1:3::1'))
    for (let i = BOUNDS.address.max; i < BOUNDS.network.max - 1; i++)
      await fail(at(`${name}-far-${i}`, `2001:db8:1:${(256 + i).toString(16)}::1`))
    expect(await fail(at(`${name}-last`, '2001:db8:1:ffff::1'))).toEqual(['network'])
    await expect(requireUnlocked(platform, at(name, '2001:db8:1:3::1'))).rejects.toEqual(locked())
    await requireUnlocked(platform, at(name, '2001:db8:2:3::1'))
  })
})

describe('failures of a stranger', () => {
  const device = () => deviceGuards(name, 'cookie')
  const session = (sessionId = '') =>
    sessionGuards(name, { sessionId: `${names} ${sessionId}`, userId: `u${names}` })

  test('lock neither sessions nor known devices, which have their own counts', async () => {
    await times(FAILURES_MAX)
    for (const own of [device(), session()]) {
      await times(FAILURES_MAX - 1, own)
      await passAttempt(platform, own)
    }
    expect(await times(FAILURES_MAX, device())).toBeUndefined()
    await expect(passAttempt(platform, device())).rejects.toEqual(locked(LOCK_SECONDS))
    await passAttempt(platform, session())
    await passAttempt(platform, deviceGuards(name, 'another'))
  })

  test('have their own count, but all sessions of a person share one limit', async () => {
    const last = []
    for (let i = 0; i < BOUNDS.person.max; i++) last.push(...(await fail(session(`s${i % 3}`))))
    expect(last).toEqual(['person'])
    await expect(passAttempt(platform, session('fresh'))).rejects.toEqual(locked(LOCK_SECONDS))
  })

  test('and all other failures of an account are cleared together by an admin', async () => {
    await times(FAILURES_MAX)
    await times(FAILURES_MAX, device())
    await times(FAILURES_MAX, session())
    expect(await unlockAccount(platform, name)).toBe(true)
    for (const guards of [at(), device(), session()]) await passAttempt(platform, guards)
  })
})

describe('a right guess', () => {
  test('clears the failures of the account, and takes them off the address', async () => {
    await times(3)
    await spray(BOUNDS.address.max - 4, `192.0.2.${names}`)
    await passAttempt(platform, at())
    // After the three failures were cleared, the address needs four more to be full.
    expect(await spray(3, `192.0.2.${names}`)).toEqual([])
    expect(await fail(at(neighbour()))).toEqual(['address'])
  })

  test('clears no failures at an address other than its own', async () => {
    await times(4)
    await passAttempt(platform, at(name, '198.51.100.2'))
    expect(await spray(BOUNDS.address.max - 4, `192.0.2.${names}`)).toEqual(['address'])
  })

  test('does not count for the address: a thousand may arrive at once', async () => {
    await times(2)
    const passed = Array.from({ length: 1_000 }, (_, i) => passAttempt(platform, at(`one-${i}`)))
    await Promise.all(passed)
  })
})

test('of sixty concurrent guesses five are answered as wrong, and the right one is locked out', async () => {
  const guesses = Array.from({ length: 60 }, async (_, i) => {
    await requireUnlocked(platform, at())
    return i === 30 ? 'right' : 'wrong'
  })
  // Worst case: every guess is verified before the first is counted.
  const verified = await Promise.all(guesses)
  const wrong = verified.filter((each) => each === 'wrong')
  const answers = await Promise.allSettled(wrong.map(() => fail()))
  await expect(passAttempt(platform, at())).rejects.toEqual(locked())
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(FAILURES_MAX)
  const locks = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(locks.filter((locked) => locked.includes('account'))).toHaveLength(1)
})

test('right and wrong guesses at the same time lose no failure', async () => {
  const mixed = Array.from({ length: 200 }, (_, i) =>
    i % 2
      ? fail(at(`victim-${names}-${i % 8}`, `203.0.113.${i}`))
      : passAttempt(platform, at(`friend-${i}`, '203.0.113.0')),
  )
  const wrong = (await Promise.allSettled(mixed)).filter((_, i) => i % 2)
  // Four usernames were guessed at 25 times each, every time from another address.
  expect(wrong.filter(({ status }) => status === 'fulfilled')).toHaveLength(4 * FAILURES_MAX)
})

test('an account is unlocked by its username; its address stays locked', async () => {
  await times(FAILURES_MAX)
  await spray(BOUNDS.address.max - FAILURES_MAX, `192.0.2.${names}`)
  expect(await unlockAccount(platform, name.toUpperCase())).toBe(true)
  expect(await unlockAccount(platform, name)).toBe(false)
  await expect(requireUnlocked(platform, at())).rejects.toEqual(locked())
  await requireUnlocked(platform, at(name, '198.51.100.3'))
})

const erase = () => {
  const actor = systemActor('00000000-0000-7000-8000-000000000000')
  return transact({ ...platform, actor, requestId: 'erasing' }, eraseOldFailures)
}

test('the table contains no username, and old rows are deleted', async () => {
  await times(FAILURES_MAX)
  const rows = await platform.db.select().from(signInGuards)
  expect(JSON.stringify(rows)).not.toMatch(/person-\d/)
  platform.clock.advance(LOCK_SECONDS - 1)
  await erase()
  await expect(requireUnlocked(platform, at())).rejects.toEqual(locked(1))
  // Kept for a day, to know the number of earlier locks.
  platform.clock.advance(86_400 + 1)
  await erase()
  expect(await platform.db.$count(signInGuards)).toBe(0)
})

test('the number of earlier locks of an address is kept for a day after the last lock ends', async () => {
  const address = '203.0.113.201'
  for (const half of [1, 2, 4]) {
    await spray(BOUNDS.address.max, address)
    platform.clock.advance(half * LOCK_SECONDS)
  }
  // The failures are now more than a day old, the end of the lock is not.
  platform.clock.advance(86_400 - LOCK_SECONDS)
  await erase()
  await spray(BOUNDS.address.max, address)
  await expect(requireUnlocked(platform, at(neighbour(), address))).rejects.toEqual(
    locked(8 * LOCK_SECONDS),
  )
})

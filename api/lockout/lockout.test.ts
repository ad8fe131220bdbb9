import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInGuards } from '#db/schema/lockout.ts'
import { testDatabase } from '#tests/database.ts'
import { type TestPlatform, testPlatform } from '../platform/test.ts'
import { guardsOf } from './guards.ts'
import {
  FAILURES_MAX,
  failAttempt,
  forgetFailures,
  LOCK_SECONDS,
  passAttempt,
  requireUnlocked,
  unlockAccount,
} from './lockout.ts'

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

/** Each test at an address of its own, unless it names one. */
const at = (username = name, address = `192.0.2.${names}`) => guardsOf({ address }, username)
const neighbour = () => `neighbour-${names}`
const fail = (guards = at()) => failAttempt(platform, guards)
const locked = (seconds?: number) =>
  expect.objectContaining({
    code: 'locked',
    ...(seconds !== undefined && { facts: { retryAfterSeconds: seconds } }),
  })
const times = async (count: number, guards = at()) => {
  for (let i = 0; i < count; i++) await fail(guards)
}

describe('failures', () => {
  test('lock the account and the address for half an hour, the fifth of them', async () => {
    await times(FAILURES_MAX - 1)
    await requireUnlocked(platform, at())
    expect(await fail()).toEqual({ account: true, address: true })
    await expect(requireUnlocked(platform, at())).rejects.toEqual(locked(LOCK_SECONDS))
    await expect(requireUnlocked(platform, at(name, '198.51.100.1'))).rejects.toEqual(locked())
    await expect(requireUnlocked(platform, at('someone-else'))).rejects.toEqual(locked())
    platform.clock.advance(60)
    await expect(passAttempt(platform, at())).rejects.toEqual(locked(LOCK_SECONDS - 60))
    // Nor was anything forgiven for that.
    await expect(fail()).rejects.toEqual(locked(LOCK_SECONDS - 60))
  })

  test('after the lock say only that, and do not make it longer', async () => {
    await times(FAILURES_MAX)
    platform.clock.advance(LOCK_SECONDS - 1)
    await expect(fail()).rejects.toEqual(locked(1))
    platform.clock.advance(1)
    await requireUnlocked(platform, at())
    expect(await fail()).toEqual({ account: false, address: false })
    await times(FAILURES_MAX - 2)
    expect(await fail()).toEqual({ account: true, address: true })
  })

  test('of an earlier half hour do not count, but a lock that they led to lasts its time', async () => {
    await times(FAILURES_MAX - 1)
    platform.clock.advance(LOCK_SECONDS)
    expect(await fail()).toEqual({ account: false, address: false })
    await times(FAILURES_MAX - 2)
    platform.clock.advance(LOCK_SECONDS - 60)
    await times(1)
    // The first of these failures is more than half an hour ago now; the lock is not.
    platform.clock.advance(120)
    await expect(fail()).rejects.toEqual(locked(LOCK_SECONDS - 120))
  })

  test('are counted for a name however it is typed, and for a whole network of IPv6', async () => {
    await times(2, at(' KIM ', '2001:db8:1:2::1'))
    await times(2, at('kim', '2001:db8:1:2:ffff::9'))
    expect(await fail(at('ｋｉｍ', '2001:db8:1:2::3'))).toEqual({ account: true, address: true })
  })
})

describe('who is let through', () => {
  test('has never failed, and neither has the address for its sake', async () => {
    await times(3)
    await times(1, at(neighbour()))
    await passAttempt(platform, at())
    await times(3, at(neighbour()))
    // Four are left of seven, all the neighbour's: one more locks both.
    expect(await fail(at(neighbour()))).toEqual({ account: true, address: true })
  })

  test('takes no failures off another address than its own', async () => {
    await times(4)
    await passAttempt(platform, at(name, '198.51.100.2'))
    expect(await fail(at(neighbour()))).toEqual({ account: false, address: true })
  })

  test('costs an address nothing: a thousand may come at once', async () => {
    await times(2)
    const passed = Array.from({ length: 1_000 }, (_, i) => passAttempt(platform, at(`one-${i}`)))
    await Promise.all(passed)
  })
})

test('of sixty that race, five learn that they were wrong, and nobody that it was right', async () => {
  const guesses = Array.from({ length: 60 }, async (_, i) => {
    await requireUnlocked(platform, at())
    return i === 30 ? 'right' : 'wrong'
  })
  // Every guess has been verified before the first is counted: the worst that a race can be.
  const verified = await Promise.all(guesses)
  const wrong = verified.filter((each) => each === 'wrong')
  const answers = await Promise.allSettled(wrong.map(() => fail()))
  await expect(passAttempt(platform, at())).rejects.toEqual(locked())
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(FAILURES_MAX)
  const locks = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(locks.filter(({ account }) => account)).toHaveLength(1)
})

test('right and wrong ones that race leave no failure uncounted', async () => {
  const mixed = Array.from({ length: 200 }, (_, i) =>
    i % 2
      ? fail(at(`victim-${names}-${i % 8}`, `203.0.113.${i}`))
      : passAttempt(platform, at(`friend-${i}`, '203.0.113.0')),
  )
  const wrong = (await Promise.allSettled(mixed)).filter((_, i) => i % 2)
  // Four names were guessed at 25 times each, from an address each time.
  expect(wrong.filter(({ status }) => status === 'fulfilled')).toHaveLength(4 * FAILURES_MAX)
})

test('an account is unlocked by its name; its address stays locked', async () => {
  await times(FAILURES_MAX)
  expect(await unlockAccount(platform, name.toUpperCase())).toBe(true)
  expect(await unlockAccount(platform, name)).toBe(false)
  await expect(requireUnlocked(platform, at())).rejects.toEqual(locked())
  await requireUnlocked(platform, at(name, '198.51.100.3'))
})

test('no name stands in the table, and what is over is forgotten', async () => {
  await times(FAILURES_MAX)
  const rows = await platform.db.select().from(signInGuards)
  expect(JSON.stringify(rows)).not.toContain('person')
  platform.clock.advance(LOCK_SECONDS - 1)
  await forgetFailures(platform)
  await expect(requireUnlocked(platform, at())).rejects.toEqual(locked(1))
  platform.clock.advance(LOCK_SECONDS + 1)
  await forgetFailures(platform)
  expect(await platform.db.$count(signInGuards)).toBe(0)
})

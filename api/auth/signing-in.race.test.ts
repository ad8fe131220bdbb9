import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAILURES_MAX } from '../lockout/lockout.ts'
import { openStage, type Stage } from './stage.fixture.ts'
import { visitsTo } from './visits.fixture.ts'

// Guesses that are sent at once, so that each is looked at before any of the others is counted.

/** Each password costs a hash. */
const PASSWORDS = 20
const CODES = 50
let stage: Stage
let door: ReturnType<typeof visitsTo>

beforeAll(async () => {
  stage = await openStage({ connections: 20 })
  door = visitsTo(stage)
})
afterAll(() => stage.close())

const count = (codes: string[], code: string) => codes.filter((each) => each === code).length

test('of twenty wrong passwords five learn that they were wrong, and the right one beside them that it is too late', async () => {
  const tree = await stage.mintTree()
  const { username, id } = tree.shop.user
  const looked = Promise.withResolvers<void>()
  const counted = Promise.withResolvers<void>()
  const { hasher } = stage.platform
  // The right one has found no lock, and is hashed when all the others have been counted.
  const derive: typeof hasher.derive = async (...input) => {
    looked.resolve()
    await counted.promise
    return hasher.derive(...input)
  }
  const right = door.signIn({ username }, { on: { ...stage.platform, hasher: { derive } } })
  await looked.promise
  const wrong = await Promise.all(
    Array.from({ length: PASSWORDS }, (_, i) => door.signIn({ username, password: `guess-${i}` })),
  )
  counted.resolve()
  expect((await right).body.code).toBe('locked')
  const codes = wrong.map(({ body }) => body.code)
  expect(count(codes, 'unauthenticated')).toBe(FAILURES_MAX)
  expect(count(codes, 'locked')).toBe(PASSWORDS - FAILURES_MAX)
  // Only the one that the stage opened.
  expect(await door.sessionsOf(id)).toHaveLength(1)
  const actions = (await door.recordsOf(id)).map(([action]) => action)
  expect(count(actions.map(String), 'auth.login_failed')).toBe(FAILURES_MAX)
  expect(count(actions.map(String), 'auth.locked')).toBe(1)
})

test('of fifty wrong codes, from as many addresses, five', async () => {
  const tree = await stage.mintTree()
  const { username } = tree.shop.user
  const { key } = await door.enrol((await door.tokensOf(username)).accessToken)
  const { challenge } = (await door.signIn({ username })).body
  const right = [door.codeOf(key, -1), door.codeOf(key), door.codeOf(key, 1)]
  const wrong = Array.from({ length: CODES + 3 }, (_, i) => String(100_000 + i))
  const guesses = wrong.filter((code) => !right.includes(code)).slice(0, CODES)
  const answers = await Promise.all(
    guesses.map((code) => door.send('/auth/second-factor', { challenge, code })),
  )
  const codes = answers.map(({ body }) => body.code)
  expect(count(codes, 'wrong_code')).toBe(FAILURES_MAX)
  expect(count(codes, 'locked')).toBe(CODES - FAILURES_MAX)
  const late = await door.send('/auth/second-factor', { challenge, code: door.codeOf(key, 1) })
  expect(late.body.code).toBe('locked')
})

test('many who are right come in at once from one address', async () => {
  const tree = await stage.mintTree()
  const names = [tree.hq, tree.agency, tree.other, tree.shop, tree.second, tree.cousin]
  const people = Array.from({ length: 18 }, (_, i) => names[i % names.length]?.user.username ?? '')
  const answers = await Promise.all(
    people.map((username) => door.signIn({ username }, { from: '203.0.113.77' })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

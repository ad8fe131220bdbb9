import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAILURES_MAX } from '../lockout/bounds.ts'
import { openStage, type Stage } from './stage.fixture.ts'
import { visitsTo } from './visits.fixture.ts'

// Guesses sent at once: each is checked before any of the others is counted.

/** Fewer than codes, because each password costs a hash. */
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

test('of twenty wrong passwords only five are answered as wrong, and a right one finished after them is locked out', async () => {
  const tree = await stage.mintTree()
  const { username, id } = tree.shop.user
  const looked = Promise.withResolvers<void>()
  const counted = Promise.withResolvers<void>()
  const { hasher } = stage.platform
  // The right password has found no lock; its hash finishes after all the others are counted.
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
  // Only the session that the stage opened.
  expect(await door.sessionsOf(id)).toHaveLength(1)
  const actions = (await door.recordsOf(id)).map(([action]) => action)
  expect(count(actions.map(String), 'auth.login_failed')).toBe(FAILURES_MAX)
  expect(count(actions.map(String), 'auth.locked')).toBe(1)
})

test('of fifty wrong codes, from as many addresses, only five are answered as wrong', async () => {
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

test('many right sign-ins from one address succeed at the same time', async () => {
  const tree = await stage.mintTree()
  const names = [tree.hq, tree.agency, tree.other, tree.shop, tree.second, tree.cousin]
  const people = Array.from({ length: 18 }, (_, i) => names[i % names.length]?.user.username ?? '')
  const answers = await Promise.all(
    people.map((username) => door.signIn({ username }, { from: '203.0.113.77' })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

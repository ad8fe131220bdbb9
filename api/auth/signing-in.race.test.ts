import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAILURES_MAX } from '../lockout/lockout.ts'
import { openStage, PASSWORD, type Stage } from './stage.fixture.ts'
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

test('of twenty wrong passwords and the right one, five learn that they were wrong', async () => {
  const tree = await stage.mintTree()
  const { username, id } = tree.shop.user
  const passwords = Array.from({ length: PASSWORDS }, (_, i) => `guess-${i}`)
  // The right one is hashed last, when the others have been counted.
  const answers = await Promise.all(
    [...passwords, PASSWORD].map((password) => door.signIn({ username, password })),
  )
  const codes = answers.map(({ body }) => body.code)
  expect(count(codes, 'unauthenticated')).toBe(FAILURES_MAX)
  expect(count(codes, 'locked')).toBe(PASSWORDS + 1 - FAILURES_MAX)
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

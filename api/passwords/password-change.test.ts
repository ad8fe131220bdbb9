import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { accountsOf, secretIn } from '../auth/account.fixture.ts'
import { FAILURES_MAX } from '../lockout/bounds.ts'

let world: World
let tree: Tree
let people: ReturnType<typeof accountsOf>
let person: Awaited<ReturnType<typeof people.person>>

const NEXT = 'stormy-harbour-7'

beforeAll(async () => {
  world = await openWorld({ connections: 10 })
  tree = await world.mintTree()
  people = accountsOf(world)
})
beforeEach(async () => {
  person = await people.person(tree.r1)
})
afterAll(() => world.close())

const change = (token: string, current: string, next = NEXT, from?: string) =>
  people.visit('me/password', {
    method: 'PUT',
    token,
    body: { current, next },
    ...(from && { from }),
  })

test('the new password is valid at once; every other device is signed out, this one stays', async () => {
  const [own, other] = [await people.device(person.username), await people.device(person.username)]
  expect((await change(own, PASSWORD)).status).toBe(204)
  expect([await people.meStatus(own), await people.meStatus(other)]).toEqual([200, 401])
  expect((await person.who.get('me')).status).toBe(401)
  expect((await people.signIn(person.username)).status).toBe(401)
  expect((await people.signIn(person.username, NEXT)).status).toBe(200)
  expect(await people.newsOf(person.id)).toContainEqual({
    type: 'password_changed',
    companyId: tree.r1.id,
  })
  const records = await people.recordsAbout(person.id)
  expect(records.map(({ action }) => action)).toContain('auth.password_changed')
})

test('a wrong current password is reported at its field, changes nothing and signs out no device', async () => {
  const [own, other] = [await people.device(person.username), await people.device(person.username)]
  const { status, body, text } = await change(own, 'not-the-one-1')
  expect([status, body.code]).toEqual([422, 'invalid_input'])
  expect(body.errors).toEqual([
    expect.objectContaining({ path: 'current', code: 'wrong_password' }),
  ])
  expect(text).not.toContain('not-the-one-1')
  expect(await people.meStatus(other)).toBe(200)
  expect((await people.signIn(person.username)).status).toBe(200)
})

test.each([
  ['short-1', 'too_short'],
  ['password1234', 'common'],
  ['aaaaaaaaaaaa', 'repeated'],
])('%s is refused as a new password: %s', async (next, message) => {
  const { body } = await change(await people.device(person.username), PASSWORD, next)
  expect(body.errors).toEqual([expect.objectContaining({ path: 'next', message })])
})

test('wrong guesses at the current password lock this session; a stranger’s failures do not', async () => {
  const own = await people.device(person.username)
  for (let i = 0; i < FAILURES_MAX; i++) {
    expect((await change(own, `guess-${i}`)).status).toBe(422)
    expect((await people.signIn(person.username, 'guess')).status).toBe(401)
  }
  const { status, body } = await change(own, PASSWORD)
  expect([status, body.code]).toEqual([429, 'locked'])
})

test('a new password that contains the username is refused, in any case and with any punctuation', async () => {
  const own = await people.device(person.username)
  const name = person.username.toUpperCase().replaceAll('-', '_')
  const { status, body } = await change(own, PASSWORD, `${name}!2026`)
  expect([status, body.errors]).toEqual([
    422,
    [{ path: 'next', code: 'personal', message: 'personal' }],
  ])
})

test('of two changes at once one succeeds, and the other is told that the current password is wrong', async () => {
  const own = await people.device(person.username)
  const choices = ['stormy-harbour-8', 'stormy-harbour-9']
  const answers = await Promise.all(choices.map((next) => change(own, PASSWORD, next)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 422])
  const won = choices[answers.findIndex(({ status }) => status === 204)]
  expect((await people.signIn(person.username, won)).status).toBe(200)
})

test('an open reset link becomes invalid', async () => {
  const { body } = await tree.r1.admin.post(`users/${person.id}/password-reset`)
  expect((await change(await people.device(person.username), PASSWORD)).status).toBe(204)
  const late = { token: secretIn(body.link), password: 'another-harbour-8' }
  expect((await people.visit('auth/password-resets', { body: late })).status).toBe(410)
  expect((await people.signIn(person.username, NEXT)).status).toBe(200)
})

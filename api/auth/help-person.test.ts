import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { FAILURES_MAX } from '../lockout/bounds.ts'
import { accountsOf } from './account.fixture.ts'
import { appOf } from './app.fixture.ts'

let world: World
let tree: Tree
let people: ReturnType<typeof accountsOf>
let person: Awaited<ReturnType<typeof people.person>>

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  people = accountsOf(world)
})
beforeEach(async () => {
  person = await people.person(tree.r1)
})
afterAll(() => world.close())

const help = (what: string, id = person.id) => tree.a.admin.post(`users/${id}/${what}`)

describe('a person who lost the second factor', () => {
  test('signs in by password alone after an admin removed it, and is notified', async () => {
    const { codes } = await appOf(world, person.who)
    expect((await people.signIn(person.username)).status).toBe(202)
    expect((await help('second-factor-reset')).status).toBe(204)
    expect((await people.signIn(person.username)).status).toBe(200)
    expect((await person.who.get('me')).body.secondFactor).toBe('none')
    // The old recovery codes are invalid too.
    expect((await person.who.post('me/step-up', { code: codes[0] })).status).toBe(409)
    const types = (await people.newsOf(person.id)).map(({ type }) => type)
    expect(types.filter((type) => type === 'second_factor_changed')).toHaveLength(2)
    await help('second-factor-reset')
    const records = (await people.recordsAbout(person.id)).filter(
      ({ action }) => action === 'auth.second_factor_removed',
    )
    expect(records).toEqual([
      {
        action: 'auth.second_factor_removed',
        userId: tree.a.admin.actor.userId,
        facts: { by: 'admin' },
      },
    ])
  })

  test('keeps the factor when an admin makes a link for a new password', async () => {
    await appOf(world, person.who)
    const { link } = (await help('password-reset')).body
    const password = 'stormy-harbour-7'
    await people.visit('auth/password-resets', { body: { token: link.split('#')[1], password } })
    expect((await people.signIn(person.username, password)).status).toBe(202)
  })
})

describe('a locked-out person', () => {
  test('is unlocked by an admin above, from whichever address the failures came', async () => {
    const from = '203.0.113.50'
    for (let i = 0; i < FAILURES_MAX; i++) await people.signIn(person.username, 'guess', { from })
    expect((await people.signIn(person.username)).body.code).toBe('locked')
    const before = (await tree.a.admin.get(`users/${person.id}`)).body
    expect(before.actions).toContain('unlock')
    world.platform.published.splice(0)
    expect((await help('unlock')).status).toBe(204)
    await world.platform.settled()
    expect(world.platform.published).toContainEqual({
      companyId: tree.r1.id,
      type: 'user.changed',
      id: person.id,
    })
    expect((await people.signIn(person.username)).status).toBe(200)
    expect((await people.signIn(person.username, undefined, { from })).status).toBe(200)
    expect((await help('unlock')).status).toBe(204)
    const records = await people.recordsAbout(person.id)
    expect(records.filter(({ action }) => action === 'auth.unlocked')).toHaveLength(1)
  })
})

test.each(['second-factor-reset', 'unlock'])(
  '%s: is refused for people above or beside, for the admin themselves and for suspended people',
  async (what) => {
    for (const { actor } of [tree.hq.staff, tree.b.staff, (await world.mintTree()).r1.staff])
      expect((await help(what, actor.userId)).status).toBe(404)
    expect((await help(what, tree.a.admin.actor.userId)).body.code).toBe('conflict')
    await tree.a.admin.post(`users/${person.id}/suspension`, { version: 1, reason: '퇴사' })
    expect((await help(what)).body.code).toBe('invalid_transition')
  },
)

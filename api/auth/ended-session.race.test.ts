import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recoveryCodes, secondFactors } from '#db/schema/factors.ts'
import { users } from '#db/schema/users.ts'
import { codeShown } from '#tests/authenticator.ts'
import { heldBack } from '#tests/held.ts'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { appOf } from './app.fixture.ts'

// An attacker may be adding a way in that outlives the session (a factor, recovery codes, another e-mail for
// links) while the person is signed out or gets a new password. The change must then fail.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 8 })
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

type Reply = { status: number; body: { code?: string } }
/** Changes to a person's ways in. Each returns a function that sends the prepared request. */
const CHANGES: Record<string, () => Promise<() => Promise<Reply>>> = {
  'a second factor is added': async () => {
    const { key } = (await tree.r1.admin.post('me/second-factor')).body
    const code = codeShown(world.platform, key)
    return () => tree.r1.admin.post('me/second-factor/confirmation', { code })
  },
  'new recovery codes are asked for': async () => {
    const { code } = await withApp()
    return () => tree.r1.admin.post('me/second-factor/recovery-codes', { code: code() })
  },
  'the second factor is removed': async () => {
    const { code } = await withApp()
    const proof = () => ({ password: PASSWORD, code: code() })
    return () => tree.r1.admin.post('me/second-factor/removal', proof())
  },
  'the e-mail is changed': async () => {
    const profile = { version: 1, name: '김점장', phone: null, email: 'thief@example.com' }
    return () => tree.r1.admin.put('me/profile', { ...profile, currentPassword: PASSWORD })
  },
}

async function withApp() {
  const app = await appOf(world, tree.r1.admin)
  world.platform.clock.advance(30)
  return app
}

const ENDINGS: Record<string, () => Promise<() => Promise<Reply>>> = {
  'an admin signs the person out': async () => () =>
    tree.a.admin.post(`users/${tree.r1.admin.actor.userId}/sessions/revocations`),
  'the password is set by a link': async () => {
    const { body } = await tree.a.admin.post(`users/${tree.r1.admin.actor.userId}/password-reset`)
    const link = { token: String(body.link).split('#')[1], password: 'sunflower-morning-7' }
    return () => world.nobody.post('auth/password-resets', link)
  },
}

const waysIn = async () => {
  const { db } = world.platform
  const { userId } = tree.r1.admin.actor
  return {
    email: await db.select({ email: users.email }).from(users).where(eq(users.id, userId)),
    factor: await db
      .select({ since: secondFactors.confirmedAt })
      .from(secondFactors)
      .where(eq(secondFactors.userId, userId)),
    codes: await db
      .select({ code: recoveryCodes.codeHash })
      .from(recoveryCodes)
      .where(eq(recoveryCodes.userId, userId))
      .orderBy(recoveryCodes.codeHash),
  }
}

describe.each(Object.keys(ENDINGS))('while %s', (ending) => {
  test.each(Object.keys(CHANGES))('%s: nothing is changed', async (change) => {
    const [ask, end] = [await CHANGES[change]?.(), await ENDINGS[ending]?.()]
    if (!ask || !end) throw new Error('nothing of this name')
    const before = await waysIn()
    // The lock on this row stops the request after it was admitted and its password or code was checked.
    const company = sql`select from companies where id = ${tree.r1.id} for update`
    const { status, body } = await heldBack(world.platform.db, company, 1, ask, async () =>
      expect((await end()).status).toBe(204),
    )
    expect([status, body.code]).toEqual([401, 'unauthenticated'])
    expect(await waysIn()).toEqual(before)
  })
})

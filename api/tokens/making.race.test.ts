import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { apiTokens } from '#db/schema/tokens.ts'
import { heldBack } from '#tests/held.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// A token outlives the session that made it, so ending a person's sessions and tokens must also catch a token
// that is just being made.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 8 })
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

const token = { name: '재고', scopes: ['order.read'], expiresInDays: 30 }

type Ending = (userId: string) => Promise<number>
/**
 * Ways to end tokens that a thief might have made. Each returns a function that sends the prepared request.
 */
const ENDINGS: Record<string, () => Promise<Ending>> = {
  'an admin signs its maker out everywhere': async () => async (userId) =>
    (await tree.a.admin.post(`users/${userId}/sessions/revocations`)).status,
  'its maker’s password is set by a link': async () => {
    const { body } = await tree.a.admin.post(`users/${tree.r1.admin.actor.userId}/password-reset`)
    const link = { token: String(body.link).split('#')[1], password: 'sunflower-morning-7' }
    return async () => (await world.nobody.post('auth/password-resets', link)).status
  },
  'its maker is suspended': async () => async (userId) => {
    const { body } = await tree.a.admin.get(`users/${userId}`)
    const input = { version: body.version, reason: '확인' }
    return (await tree.a.admin.post(`users/${userId}/suspension`, input)).status
  },
}

describe.each(Object.keys(ENDINGS))('a token that is being made while %s', (name) => {
  test('is not made', async () => {
    const maker = tree.r1.admin
    const { userId } = maker.actor
    // The other person becomes an admin, because the last admin cannot be suspended.
    const { staff } = tree.r1
    await tree.a.admin.post(`users/${staff.actor.userId}/role`, { version: 1, role: 'admin' })
    const end = (await ENDINGS[name]?.()) as Ending
    // The lock stops the request after the maker was admitted, at the look-up of its idempotency key.
    const keys = sql`lock table idempotency_keys in access exclusive mode`
    const making = () => maker.post('me/tokens', token)
    const { status, body } = await heldBack(world.platform.db, keys, 1, making, async () =>
      expect(await end(userId)).toBeLessThan(300),
    )
    expect([status, body.code]).toEqual([401, 'unauthenticated'])
    expect(await world.platform.db.$count(apiTokens)).toBe(0)
  })
})

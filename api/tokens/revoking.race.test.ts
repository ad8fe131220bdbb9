import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heldBack } from '#tests/held.ts'
import { openWorld, type World } from '#tests/world.ts'
import { revokeToken } from './commands.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 4 })
})
afterAll(() => world.close())

test('a token revoked while a request with it is being admitted gives no access afterwards', async () => {
  const tree = await world.mintTree()
  const owner = tree.r1.admin
  const wish = { name: '재고', scopes: ['order.read'], expiresInDays: 30 }
  const { id, secret } = (await owner.post('me/tokens', wish)).body
  const use = async () =>
    (await world.call('orders', { headers: { authorization: `Bearer ${secret}` } })).status
  // Twice, because only the second request stores the auth state in the cache, for half a minute.
  expect([await use(), await use()]).toEqual([200, 200])
  world.platform.clock.advance(60)
  // At this point the token has been read as valid; its owner has not been read.
  const owners = sql`lock table second_factors in access exclusive mode`
  const revoke = () => revokeToken(world.ctxOf(owner.actor), id)
  expect(await heldBack(world.platform.db, owners, 1, use, revoke)).toBe(200)
  expect([await use(), await use()]).toEqual([401, 401])
})

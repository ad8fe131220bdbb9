import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { companies } from '#db/schema/companies.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { policyOf } from './succession.fixture.ts'

// Below HQ nobody is told the title of a policy that never reached their company.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

test('an agency that the predecessor did not reach, and its shops', async () => {
  const { a, b, rb } = tree
  const before = await tree.publish({ title: '전달의 정책', targets: [a.id] })
  world.platform.clock.advance(1)
  const after = await tree.publish({ succeeds: before })
  for (const who of [b, rb]) {
    expect((await policyOf(who.admin, after)).succeeds).toBeNull()
    expect((await who.admin.get(`policies/${after}`)).text).not.toContain(before)
  }
  expect((await policyOf(a.admin, after)).succeeds.id).toBe(before)
})

test('a shop that joins after the end of the predecessor, or at that instant', async () => {
  const before = await tree.publish({ title: '지난달의 정책' })
  world.platform.clock.advance(1)
  const after = await tree.publish({ succeeds: before })
  const isNamed = async ({ admin }: Tree['r1']) => {
    const { status, text } = await admin.get(`policies/${after}`)
    return [status, text.includes('지난달의 정책')]
  }
  const joins = ({ id }: Tree['r1'], approvedAt: Date) =>
    world.platform.db.update(companies).set({ approvedAt }).where(eq(companies.id, id))
  await joins(tree.r2, world.platform.clock.now())
  world.platform.clock.advance(60)
  await joins(tree.r3, world.platform.clock.now())
  expect(await isNamed(tree.r1)).toEqual([200, true])
  for (const late of [tree.r2, tree.r3]) expect(await isNamed(late)).toEqual([200, false])
})

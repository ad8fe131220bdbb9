import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { heldBack } from '#tests/held.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// One telephone number belongs to one customer of a company, also when two programs send it at once.

const AT_ONCE = 8
let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: AT_ONCE + 1 })
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

/** Holds every write back until all of them have looked whether the number is free, or wait for their turn to. */
const many = <T>(work: (nth: number) => Promise<T>) =>
  heldBack(world.platform.db, sql`lock table customers in share mode`, AT_ONCE, () =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, nth) => work(nth))),
  )
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted()
const ONE_WINS = [200, ...Array(AT_ONCE - 1).fill(400)]

test('of those who register one number at once, exactly one does', async () => {
  const answers = await many((nth) =>
    tree.r1.staff.post('../v1/customers', { name: `고객 ${nth}`, phone: '010-0000-0001' }),
  )
  expect(statuses(answers)).toEqual(ONE_WINS)
  expect((await tree.r1.staff.get('../v1/customers')).body.total).toBe(1)
})

test('of those who change to one number at once, exactly one does', async () => {
  const ids: number[] = []
  for (let nth = 0; nth < AT_ONCE; nth++)
    ids.push((await tree.r1.staff.post('../v1/customers', { name: 'a' })).body.customer_id)
  const answers = await many((nth) =>
    tree.r1.staff.put(`../v1/customers/${ids[nth]}`, { phone: '010-0000-0001' }),
  )
  expect(statuses(answers)).toEqual(ONE_WINS)
})

test('two who exchange their numbers do not wait for one another for ever', async () => {
  const make = async (phone: string) =>
    (await tree.r1.staff.post('../v1/customers', { name: 'a', phone })).body.customer_id
  const [one, two] = [await make('010-0000-0001'), await make('010-0000-0002')]
  const answers = await Promise.all([
    tree.r1.staff.put(`../v1/customers/${one}`, { phone: '010-0000-0002' }),
    tree.r1.staff.put(`../v1/customers/${two}`, { phone: '010-0000-0001' }),
  ])
  expect(statuses(answers)).toEqual([400, 400])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORDER_STATUSES } from '#db/words.ts'
import { fill } from '#tests/filled.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
let stranger: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  stranger = await world.mintTree()
  await fill(world, tree, '')
  await fill(world, stranger, '')
})
afterAll(() => world.close())

type Item = { status: string; amounts: { totalWon: number } }

test.each(['hq', 'a', 'b', 'r1', 'r2'] as const)(
  'the counts of %s, in total and for each company, equal the rows of the list',
  async (name) => {
    const who = tree[name].admin
    const { hq, a, b, r1, r2, rb } = tree
    let seen = 0
    for (const company of [undefined, hq, a, b, r1, r2, rb, stranger.a]) {
      const of = company ? `companyId=${company.id}` : ''
      const items: Item[] = (await who.get(`orders?limit=100&${of}`)).body.items
      const { body } = await who.get(`orders/counts?${of}`)
      const count = (status: string) => items.filter((item) => item.status === status).length
      expect(body).toEqual({
        counts: Object.fromEntries(ORDER_STATUSES.map((status) => [status, count(status)])),
        total: items.length,
        sumWon: items.reduce((won, { amounts }) => won + amounts.totalWon, 0),
      })
      if (company) seen += items.length
    }
    if (name === 'hq') expect(seen).toBeGreaterThan(20)
  },
)

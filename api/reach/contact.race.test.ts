import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

test('of many reminders at once one reaches the company, by whomever they are sent', async () => {
  const { hq, a, r1 } = tree
  const id = await tree.publish()
  const senders = Array.from({ length: 10 }, (_, i) => (i % 2 ? hq.admin : a.admin))
  const answers = await Promise.all(
    senders.map((who) => who.post(`policies/${id}/reminders`, { companyIds: [r1.id] })),
  )
  const outcomes = answers.map(({ body }) => body.results[0].outcome)
  expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'too_soon')).toHaveLength(9)
})

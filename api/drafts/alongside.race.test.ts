import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/world.ts'
import { stepsFor, walk } from './walk.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
})
afterAll(() => world.close())

test('of ten drafts that overlap with each other, published at once, one is and the others see it', async () => {
  for (let round = 0; round < 3; round++) {
    const tree = await world.mintTree()
    const { admin } = tree.hq
    const drafts = []
    for (let n = 0; n < 10; n++) drafts.push(await walk(admin, stepsFor(tree)))
    const replies = await Promise.all(
      drafts.map(({ id, version }) => admin.post(`policies/drafts/${id}/publication`, { version })),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(409)])
    const published = replies.find(({ status }) => status === 201)
    for (const { status, body } of replies)
      if (status === 409) expect(body.errors[0].message).toContain(published?.body.id)
  }
})

test('a publication by a program counts for a draft that is published at the same time', async () => {
  const tree = await world.mintTree()
  const { admin } = tree.hq
  const { id, version } = await walk(admin, stepsFor(tree))
  const [drafted] = await Promise.all([
    admin.post(`policies/drafts/${id}/publication`, { version }),
    tree.publish({ targets: [tree.a.id] }),
  ])
  if (drafted.status === 201) return
  expect([drafted.status, drafted.body.errors[0].code]).toEqual([409, 'overlap'])
})

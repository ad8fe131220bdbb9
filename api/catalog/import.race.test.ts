import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 6 })
})
afterAll(() => world.close())

test('of admins who import one list at once the first adds it, and the others change nothing', async () => {
  const { hq } = await world.mintTree()
  const admins = [hq.admin, await hq.colleague(), await hq.colleague()]
  const rows = Array.from({ length: 40 }, (_, nth) => ({
    ...{ row: nth + 2, kind: 'plan', carrier: 'SKT', name: `동시 ${nth}`, fee: '55000' },
  }))
  const done = await Promise.all(
    admins.map((admin) => admin.post('catalog/import', { dryRun: false, rows })),
  )
  expect(done.map(({ status }) => status)).toEqual([201, 201, 201])
  const counted = done.map(({ body }) => [body.created, body.unchanged])
  expect(counted.toSorted()).toEqual([
    [0, 40],
    [0, 40],
    [40, 0],
  ])
  const { items } = (await hq.admin.get('catalog/imports')).body
  expect(items).toHaveLength(1)
})

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heldBack } from '#tests/held.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// Limits hit by concurrent requests: exactly as many succeed as are allowed.

const EXPORTS_OPEN_MAX = 5
const INVITATIONS_OPEN_MAX = 50
const AT_ONCE = 8

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: AT_ONCE + 2 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

/** All requests arrive before the first insert; a count outside the lock would be too low. */
const atOnce = (table: string, ask: () => Promise<{ status: number }>) =>
  heldBack(world.platform.db, sql.raw(`lock table ${table} in share mode`), AT_ONCE, () =>
    Promise.all(Array.from({ length: AT_ONCE }, ask)),
  )
const count = (answers: { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length

test('of eight concurrent exports five begin, and of retries only as many as fit', async () => {
  const { hq } = tree
  const ask = () =>
    hq.admin.post('exports', { type: 'settlements_detailed', filters: { month: '2026-11' } })
  const answers = await atOnce('exports', ask)
  expect([count(answers, 202), count(answers, 429)]).toEqual([
    EXPORTS_OPEN_MAX,
    AT_ONCE - EXPORTS_OPEN_MAX,
  ])
  const ids = (await hq.admin.get('exports')).body.items.map(({ id }: { id: string }) => id)
  for (const id of ids) await hq.admin.post(`exports/${id}/cancellation`)
  for (let i = 1; i < EXPORTS_OPEN_MAX; i++) expect((await ask()).status).toBe(202)
  const again = await Promise.all(ids.map((id: string) => hq.admin.post(`exports/${id}/retry`)))
  expect(count(again, 202)).toBe(1)
})

test('of eight concurrent invitations, with forty-eight open ones, two are made', async () => {
  const { hq, r1 } = tree
  const invite = () =>
    hq.admin.post('invitations', {
      ...{ companyId: r1.id, role: 'staff', name: '나지원', email: null, days: 7 },
    })
  for (let i = 2; i < INVITATIONS_OPEN_MAX; i++) expect((await invite()).status).toBe(201)
  const answers = await atOnce('invitations', invite)
  expect([count(answers, 201), count(answers, 409)]).toEqual([2, AT_ONCE - 2])
})

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRows } from '#tests/raw-rows.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { save, stepsFor, walk } from './walk.fixture.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

const publishedFrom = async (id: string) =>
  rawRows(world.platform.db, sql`select policy_id from policy_versions where draft_id = ${id}`)

test('ten people publish one draft: one policy, and the others are led to it', async () => {
  const { admin } = tree.hq
  const { id, version } = await walk(admin, stepsFor(tree))
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => admin.post(`policies/drafts/${id}/publication`, { version })),
  )
  const [first, ...more] = replies.filter(({ status }) => status === 201)
  expect(more).toEqual([])
  for (const { status, body } of replies.filter((reply) => reply !== first))
    expect([status, body.facts.policyId]).toEqual([410, first?.body.id])
  expect(await publishedFrom(id)).toHaveLength(1)
})

test('sent ten times at once with one key, it is one policy and one answer', async () => {
  const { admin } = tree.hq
  const { id, version } = await walk(admin, stepsFor(tree))
  const replies = await Promise.all(
    Array.from({ length: 10 }, () =>
      admin.post(
        `policies/drafts/${id}/publication`,
        { version },
        { 'idempotency-key': 'at-once-1' },
      ),
    ),
  )
  expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect(replies[0]?.status).toBe(201)
  expect(await publishedFrom(id)).toHaveLength(1)
})

test('ten people save one step at once: one is stored, the others learn of them', async () => {
  const { admin } = tree.hq
  const { id, version } = await walk(admin, stepsFor(tree))
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      save(admin, id, 'activation', version, {
        title: `이름 ${n}`,
        description: '',
        kind: 'normal',
      }),
    ),
  )
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)])
  const stored = replies.findIndex(({ status }) => status === 200)
  for (const { status, body } of replies)
    if (status === 409) expect(body.current.title).toBe(`이름 ${stored}`)
})

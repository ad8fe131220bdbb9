import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { openSettled, type Settled } from './settled.fixture.ts'

let world: Settled
beforeAll(async () => {
  world = await openSettled({ connections: 6 })
  await world.platform.settled()
  // Transaction starts are measured by the database's own clock.
  world.platform.clock.set(new Date())
})
afterAll(() => world.close())

test('a file waits for commands that began before its request, and contains their rows', async () => {
  const { hq } = world.tree
  const done = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const slow = transact({ ...world.ctxOf(hq.admin.actor), requestId: 'slow' }, async (ctx) => {
    await record(ctx, { action: 'policy.publish', entityId: null })
    done.resolve()
    await gate.promise
  })
  await done.promise
  world.platform.clock.set(new Date(Date.now() + 1_000))
  const month = world.platform.clock.now().toISOString().slice(0, 7)
  const asked = await hq.admin.post('exports', {
    ...{ type: 'audit_log', filters: { month }, reason: '외부 감사 제출' },
  })
  expect(asked.status).toBe(202)
  await world.platform.settled()
  const id = asked.body.id as string
  expect(await world.build(id)).toMatchObject({ outcome: 'retry' })
  gate.resolve()
  await slow
  world.platform.clock.advance(60)
  expect(await world.build(id)).toEqual({ outcome: 'done' })
  const { rows, total } = await world.readSheet(hq.admin, id)
  expect([...rows, total].map((row) => row['추적 번호'])).toContain('slow')
})

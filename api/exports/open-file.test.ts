import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessTokenFor } from '../auth/access-token.ts'
import type { Platform } from '../platform/platform.ts'
import { openSettled, type Settled } from './settled.fixture.ts'

// A file that was opened but is not read must be closed: Node ends a process that leaves this to the garbage
// collector.

let world: Settled
let exportId: string
beforeAll(async () => {
  world = await openSettled()
  exportId = await world.ask(world.tree.hq.admin)
  await world.build(exportId)
})
afterAll(() => world.close())

let closed = 0
const watched = (): Platform => ({
  ...world.platform,
  files: {
    ...world.platform.files,
    open: async (key) => {
      const file = await world.platform.files.open(key)
      const cancel = async (reason: unknown) => {
        closed += 1
        await file?.body.cancel(reason)
      }
      return file && { ...file, body: new ReadableStream({ cancel }) }
    },
  },
})

async function ask(method: string, on: Platform) {
  const { actor } = world.tree.hq.admin
  const token = await accessTokenFor(world.platform, actor, 900)
  const headers = { authorization: `Bearer ${token}` }
  return world.call(`exports/${exportId}/file`, { method, headers }, { on })
}

test('after HEAD, whose answer lacks only the body', async () => {
  closed = 0
  const { status, headers, body } = await ask('HEAD', watched())
  expect({ status, body, closed }).toEqual({ status: 200, body: null, closed: 1 })
  expect(Number(headers.get('content-length'))).toBeGreaterThan(0)
})

test('when recording the download fails', async () => {
  closed = 0
  const on = watched()
  const db = new Proxy(on.db, {
    get: (db, name) => {
      if (name === 'transaction') throw new Error('the database is full')
      return Reflect.get(db, name)
    },
  })
  expect((await ask('GET', { ...on, db })).status).toBe(500)
  expect(closed).toBe(1)
})

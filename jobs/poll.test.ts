import { inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSettled, type Settled, withPut } from '#api/exports/settled.fixture.ts'
import type { Platform } from '#api/platform/platform.ts'
import { pollQueue } from '#api/platform/queue-poll.ts'
import { jobs } from '#db/schema/jobs.ts'
import { startPoller } from './poll.ts'

let world: Settled
beforeAll(async () => {
  world = await openSettled({ connections: 6 })
  await world.multiply(await world.settle(), 4500)
})
afterAll(() => world.close())

/** Exports of a new tree, as many as it may have open. */
async function askMany(count: number, filters?: object) {
  const { admin } = (await world.mintTree()).hq
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push(await world.ask(admin, filters))
  const jobIds = await Promise.all(ids.map((id) => world.jobOf(id)))
  return { admin, ids, jobIds }
}
const rowsOf = (ids: string[]) => world.platform.db.select().from(jobs).where(inArray(jobs.id, ids))

/** A platform that reports when this many exports are ready. */
function untilReady(count: number, base: Platform = world.platform) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  const platform: Platform = {
    ...base,
    realtime: {
      publish: async (companyId, event) => {
        await base.realtime.publish(companyId, event)
        if (event.type === 'export.finished' && --left === 0) resolve()
      },
    },
  }
  return { platform, ready: promise }
}

test('runs jobs that were due before it started, and jobs that it is woken for', async () => {
  const { platform, ready } = untilReady(2)
  const waiting = await askMany(1)
  const queue = pollQueue()
  const poller = startPoller(platform, queue)
  const fresh = await askMany(1)
  await queue.wake(fresh.jobIds)
  await ready
  await poller.stop()
  for (const row of await rowsOf([...waiting.jobIds, ...fresh.jobIds]))
    expect(row).toMatchObject({ attempts: 1, doneAt: expect.any(Date) })
})

test('runs no more than two at once', async () => {
  let now = 0
  let most = 0
  const crowded = withPut(world.platform, async (...file) => {
    most = Math.max(most, ++now)
    const stored = await world.platform.files.put(...file)
    now--
    return stored
  })
  const { platform, ready } = untilReady(5, crowded)
  await askMany(5)
  const poller = startPoller(platform, pollQueue())
  await ready
  await poller.stop()
  expect(most).toBeLessThanOrEqual(2)
})

test('several processes run each job once', async () => {
  const { platform, ready } = untilReady(20)
  const asked = await Promise.all([1, 2, 3, 4].map(() => askMany(5)))
  const pollers = [1, 2, 3].map(() => startPoller(platform, pollQueue()))
  await ready
  await Promise.all(pollers.map((poller) => poller.stop()))
  const rows = await rowsOf(asked.flatMap(({ jobIds }) => jobIds))
  expect(rows).toHaveLength(20)
  for (const row of rows) expect(row).toMatchObject({ attempts: 1, doneAt: expect.any(Date) })
})

test('after a stop, a long job goes back to the queue and another process finishes it', async () => {
  const id = await world.ask(world.tree.hq.admin)
  const begun = Promise.withResolvers<void>()
  const platform: Platform = {
    ...world.platform,
    realtime: {
      publish: async (_, { type }) => {
        if (type === 'export.progressed') begun.resolve()
      },
    },
  }
  const poller = startPoller(platform, pollQueue())
  await begun.promise
  await poller.stop()
  expect(await world.state(world.tree.hq.admin, id)).toMatchObject({ status: 'processing' })

  const next = untilReady(1)
  const other = startPoller(next.platform, pollQueue())
  await next.ready
  await other.stop()
  expect(await world.state(world.tree.hq.admin, id)).toMatchObject({ doneRows: 4501 })
})

test('a database without an answer is reported, and does not end the poller', async () => {
  const queue = pollQueue()
  const reported = Promise.withResolvers<void>()
  const db = new Proxy(world.platform.db, {
    get: (target, key, self) => {
      if (key === 'update') throw new Error('the database went away')
      return Reflect.get(target, key, self)
    },
  })
  const failing: Platform = {
    ...world.platform,
    db,
    log: {
      ...world.platform.log,
      error: (event) => event === 'jobs.claim_failed' && reported.resolve(),
    },
  }
  const poller = startPoller(failing, queue)
  await reported.promise
  await poller.stop()
})

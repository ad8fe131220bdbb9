import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { impacts } from '#db/schema/impact.ts'
import { runJob } from '#jobs/run.ts'
import type { Platform } from '../platform/platform.ts'
import { openStage, type Stage } from './impact.fixture.ts'
import { STEP_DAYS, STEPS_PER_RUN } from './replay.ts'

// The replay as a job: its progress, its end, and what a process leaves behind that dies in it.

let the: Stage
beforeAll(async () => {
  the = await openStage({ connections: 4 })
  for (let day = 0; day < 25; day++) {
    if (day % 3 === 0) for (const shop of the.shops) await the.order(shop.admin)
    the.tomorrow()
  }
})
afterAll(() => the.world.close())

const DAYS = 3 * STEP_DAYS
const draft = () =>
  the.draft({ prices: { joinType: 'all', cells: [] }, terms: { rounding: 'up', flatWon: 50_000 } })

/** A platform that calls `happens` after every step of a replay. */
const onProgress = (happens: (nth: number) => Promise<unknown>): Platform => {
  const { platform } = the.world
  let nth = 0
  return {
    ...platform,
    realtime: {
      publish: async (companyId, event) => {
        await platform.realtime.publish(companyId, event)
        if (event.type === 'impact.progressed') await happens(++nth)
      },
    },
  }
}
/** Starts a replay and returns its id and that of its job. */
async function started(draftId: string, days = DAYS) {
  the.world.platform.woken.splice(0)
  const { status, body, text } = await the.start(draftId, days)
  if (status !== 202) throw new Error(text)
  await the.world.platform.settled()
  const [jobId = ''] = the.world.platform.woken.splice(0)
  return { id: body.id as string, jobId }
}

test('a replay reports its days, and a longer one continues in further runs', async () => {
  const draftId = await draft()
  const { jobId } = await started(draftId)
  const seen: number[] = []
  const platform = onProgress(async () => seen.push((await the.view(draftId, DAYS)).run.doneDays))
  await runJob(platform, jobId)
  expect(seen).toEqual([10, 20, 30, 30])
  const short = (await the.view(draftId, DAYS)).last.result
  expect(short.totals.orders).toBe(27)

  const year = await started(draftId, 366)
  await runJob(the.world.platform, year.jobId)
  expect((await the.view(draftId, 366)).run).toMatchObject({
    ...{ status: 'processing', doneDays: STEPS_PER_RUN * STEP_DAYS },
  })
  await the.work()
  expect((await the.view(draftId, 366)).last.result).toEqual(short)
})

test('another process continues where a dead one stopped, and no order counts twice', async () => {
  const draftId = await draft()
  const { jobId } = await started(draftId)
  let other: unknown
  const platform = onProgress(async (nth) => {
    if (nth !== 2) return
    // The first process hangs for longer than its lease; another one takes the job and ends it.
    the.world.platform.clock.advance(61)
    other = await runJob(the.world.platform, jobId)
  })
  expect(await runJob(platform, jobId)).toEqual({ outcome: 'lost' })
  expect(other).toEqual({ outcome: 'done' })
  const { run, last } = await the.view(draftId, DAYS)
  expect(run.status).toBe('completed')
  expect(last.result.totals).toMatchObject({ orders: 27, afterWon: 27 * 50_000 })
})

test('one replay of a draft runs at a time; the same request twice is one', async () => {
  const draftId = await draft()
  const { id, jobId } = await started(draftId)
  expect(await the.start(draftId)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await the.tree.hq.admin.post(`impacts/${id}/cancellation`)).toMatchObject({
    ...{ status: 200, body: { status: 'cancelled' } },
  })
  expect(await runJob(the.world.platform, jobId)).toEqual({ outcome: 'done' })
  expect(await the.view(draftId, DAYS)).toMatchObject({ run: { status: 'cancelled' }, last: null })
  const again = () =>
    the.tree.hq.admin.post('impacts', { draftId }, { 'idempotency-key': 'one-replay-1' })
  const [first, second] = [await again(), await again()]
  expect([second.status, second.body]).toEqual([202, first.body])
  await the.work()
})

const AT = [
  ['at its next step', 1],
  ['after its last', DAYS / STEP_DAYS],
] as const
test.each(AT)('a cancelled one stops %s, and the last result stays', async (_, step) => {
  const draftId = await draft()
  await runJob(the.world.platform, (await started(draftId)).jobId)
  const { last } = await the.view(draftId, DAYS)
  const again = await started(draftId)
  const hq = the.tree.hq.admin
  const platform = onProgress(async (nth) => {
    if (nth === step)
      expect((await hq.post(`impacts/${again.id}/cancellation`)).body.cancelRequested).toBe(true)
  })
  expect(await runJob(platform, again.jobId)).toEqual({ outcome: 'done' })
  const after = await the.view(draftId, DAYS)
  expect(after.run).toMatchObject({ id: again.id, status: 'cancelled' })
  expect(after.last).toEqual(last)
})

test('a draft that is deleted meanwhile ends its replay', async () => {
  const draftId = await draft()
  const { id, jobId } = await started(draftId)
  const platform = onProgress(async (nth) => {
    if (nth === 1) await the.tree.hq.admin.send('DELETE', `policies/drafts/${draftId}`)
  })
  expect(await runJob(platform, jobId)).toEqual({ outcome: 'done' })
  const { db } = the.world.platform
  expect(await db.select().from(impacts).where(eq(impacts.id, id))).toEqual([])
})

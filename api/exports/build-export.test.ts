import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exports } from '#db/schema/exports.ts'
import { runJob } from '#jobs/run.ts'
import type { Platform } from '../platform/platform.ts'
import { openSettled, type Settled, withPut } from './settled.fixture.ts'

const COPIES = 4500
const ROWS = COPIES + 1

let world: Settled
beforeAll(async () => {
  world = await openSettled({ connections: 4 })
  await world.multiply(await world.settle(), COPIES)
})
afterAll(() => world.close())

/** Keys of the files that were written and not removed. */
let kept: Set<string>
let platform: Platform
beforeEach(() => {
  kept = new Set()
  const { files } = world.platform
  platform = {
    ...world.platform,
    files: {
      ...files,
      put: async (key, body, type) => {
        const stored = await files.put(key, body, type)
        kept.add(key)
        return stored
      },
      remove: async (key) => {
        await files.remove(key)
        kept.delete(key)
      },
    },
  }
})

/** A platform that calls `happens` at every progress event. */
const onProgress = (happens: (nth: number) => Promise<unknown>): Platform => {
  let nth = 0
  return {
    ...platform,
    realtime: {
      publish: async (companyId, event) => {
        await platform.realtime.publish(companyId, event)
        if (event.type === 'export.progressed') await happens(++nth)
      },
    },
  }
}

describe('a long export', () => {
  test('reports its progress after every batch, and its totals cover all batches', async () => {
    const { hq } = world.tree
    const id = await world.ask(hq.admin)
    const seen: [status: string, doneRows: number, totalRows: number][] = []
    await world.build(
      id,
      onProgress(async () => {
        const { doneRows, totalRows, status } = await world.state(hq.admin, id)
        seen.push([status, doneRows, totalRows])
      }),
    )
    const done = seen.map(([, rows]) => rows)
    expect(done.length).toBeGreaterThanOrEqual(4)
    expect(done).toEqual([...new Set(done)].toSorted((a, b) => a - b))
    expect(seen.at(0)).toEqual(['processing', 0, ROWS])
    expect(seen.at(-1)).toEqual(['processing', ROWS, ROWS])
    const { rows, total } = await world.readSheet(hq.admin, id)
    expect(rows).toHaveLength(ROWS)
    expect(total).toMatchObject({
      '총 수수료': 407_700 * ROWS,
      '대리점 정산': 100_000 * ROWS,
      '판매점 수수료': 307_700 * ROWS,
    })
  })

  test('contains every order once, for every tier, also across months', async () => {
    const { hq, a, r1 } = world.tree
    // Months that do not follow the order of ids, as when orders are completed late.
    await world.platform.db.execute(sql`update settlement_lines l set month = '2026-10',
      eligible_at = '2026-10-15T00:00:00Z'
      from orders o where o.id = l.order_id and right(o.number, 1) in ('1', '4', '7')`)
    for (const who of [hq.admin, a.admin, r1.admin]) {
      const id = await world.ask(who, { from: '2026-10-01', to: '2026-11-30' })
      await world.build(id)
      expect(await world.state(who, id)).toMatchObject({ doneRows: ROWS, totalRows: ROWS })
      const { total } = await world.readSheet(who, id)
      expect(total).toMatchObject({ '판매점 수수료': 307_700 * ROWS })
    }
    await world.platform.db.execute(sql`update settlement_lines set month = '2026-11',
      eligible_at = '2026-11-20T03:00:00Z' where month = '2026-10'`)
  })
})

describe('cancelling', () => {
  test('a queued export ends it at once; its job then does nothing', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin)
    const cancelled = await admin.post(`exports/${id}/cancellation`)
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    expect(await world.build(id, platform)).toEqual({ outcome: 'done' })
    expect(kept).toEqual(new Set())
    expect(await world.news(admin, id)).toEqual([])
  })

  test('a running export stops it at its next batch, without a file', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin)
    const answers: unknown[] = []
    const on = onProgress(async (nth) => {
      if (nth === 2) answers.push((await admin.post(`exports/${id}/cancellation`)).body)
    })
    expect(await world.build(id, on)).toEqual({ outcome: 'done' })
    expect(answers).toMatchObject([{ status: 'processing', cancelRequested: true }])
    const { status, doneRows, sizeBytes } = await world.state(admin, id)
    expect({ status, sizeBytes }).toEqual({ status: 'cancelled', sizeBytes: null })
    expect(doneRows).toBeLessThan(ROWS)
    expect(kept).toEqual(new Set())
    expect((await world.fetchFile(admin, id)).status).toBe(409)
    expect(await world.news(admin, id)).toEqual([])

    // Cancelling again changes nothing; a retry completes the export.
    expect((await admin.post(`exports/${id}/cancellation`)).status).toBe(200)
    const asked = await world.state(admin, id)
    world.platform.clock.advance(3600)
    const again = (await admin.post(`exports/${id}/retry`)).body
    // The retry uses the current time for data and file name, because the books of an hour ago are outdated.
    expect(again.fileName).not.toBe(asked.fileName)
    const [row] = await world.platform.db.select().from(exports).where(eq(exports.id, id))
    expect(row?.asOf).toEqual(world.platform.clock.now())
    expect(again).toMatchObject({
      status: 'queued',
      cancelRequested: false,
      doneRows: 0,
    })
    expect(await world.build(id, platform)).toEqual({ outcome: 'done' })
    expect((await world.readSheet(admin, id)).rows).toHaveLength(ROWS)
  })

  test('a completed export is refused, and so is a retry', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin, { month: '2025-01' })
    await world.build(id)
    for (const action of ['cancellation', 'retry'])
      expect(await admin.post(`exports/${id}/${action}`)).toMatchObject({
        status: 409,
        body: { code: 'invalid_transition', facts: { status: 'completed' } },
      })
    expect((await world.fetchFile(admin, id)).status).toBe(200)
  })
})

describe('an attempt that dies', () => {
  test('before the file is complete is restarted from the first row', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin)
    const dies = withPut(platform, async (_, body) => {
      const reader = body.getReader()
      for (let n = 0; n < 20; n++) await reader.read()
      await reader.cancel()
      throw new Error('the store went away')
    })
    expect(await world.build(id, dies)).toMatchObject({ outcome: 'retry' })
    expect(await world.state(admin, id)).toMatchObject({ status: 'processing' })
    world.platform.clock.advance(5)
    expect(await world.build(id, platform)).toEqual({ outcome: 'done' })
    expect(kept.size).toBe(1)
    expect((await world.readSheet(admin, id)).rows).toHaveLength(ROWS)
    expect(await world.news(admin, id)).toHaveLength(1)
  })

  test('between the file and its record leaves no second file', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin, { month: '2025-01' })
    // Like kill -9 after the upload: the attempt never returns, and nothing is cleaned up.
    const uploaded = Promise.withResolvers<void>()
    const dies = withPut(platform, async (...file) => {
      await platform.files.put(...file)
      uploaded.resolve()
      return new Promise<never>(() => {})
    })
    void world.build(id, dies)
    await uploaded.promise
    const [orphan = ''] = kept
    world.platform.clock.advance(61)
    expect(await world.build(id, platform)).toEqual({ outcome: 'done' })
    expect(kept.size).toBe(1)
    expect(kept).not.toContain(orphan)
    expect((await world.fetchFile(admin, id)).status).toBe(200)
  })

  test('and wakes after another took over changes nothing', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin, { month: '2025-01' })
    const jobId = await world.jobOf(id)
    const stalled = Promise.withResolvers<void>()
    const wakes = Promise.withResolvers<void>()
    const slow = withPut(platform, async (...file) => {
      stalled.resolve()
      await wakes.promise
      return platform.files.put(...file)
    })
    const first = runJob(slow, jobId)
    await stalled.promise
    expect(await runJob(platform, jobId)).toEqual({ outcome: 'skipped' })
    world.platform.clock.advance(61)
    expect(await runJob(platform, jobId)).toEqual({ outcome: 'done' })
    const { sizeBytes } = await world.state(admin, id)
    wakes.resolve()
    expect(await first).toEqual({ outcome: 'lost' })
    await world.platform.settled()
    expect(kept.size).toBe(1)
    expect(await world.state(admin, id)).toMatchObject({ status: 'completed', sizeBytes })
    expect((await world.download(admin, id)).byteLength).toBe(sizeBytes)
    expect(await world.news(admin, id)).toHaveLength(1)
  })

  test('twenty concurrent deliveries make one file and one notification', async () => {
    const { admin } = world.tree.hq
    const id = await world.ask(admin, { month: '2025-01' })
    const jobId = await world.jobOf(id)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => runJob(platform, jobId)))
    await world.platform.settled()
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'skipped')).toHaveLength(19)
    expect(kept.size).toBe(1)
    expect(await world.news(admin, id)).toHaveLength(1)
  })
})

test('after a week the file is unavailable at once, and the sweep removes it', async () => {
  const { admin } = world.tree.hq
  const id = await world.ask(admin, { month: '2025-01' })
  await world.build(id, platform)
  const { expiresAt } = await world.state(admin, id)
  world.platform.clock.set(new Date(Date.parse(expiresAt) - 1))
  expect((await world.fetchFile(admin, id)).status).toBe(200)
  world.platform.clock.set(expiresAt)
  expect((await world.fetchFile(admin, id)).status).toBe(410)
  expect(await world.state(admin, id)).toMatchObject({ status: 'expired' })

  expect(await world.sweep('exports.sweep', platform)).toEqual({ outcome: 'done' })
  expect(kept).toEqual(new Set())
  expect(await world.state(admin, id)).toMatchObject({ status: 'expired' })
  world.platform.clock.advance(1)
  expect((await admin.post(`exports/${id}/retry`)).status).toBe(202)
  await world.build(id, platform)
  expect((await world.fetchFile(admin, id)).status).toBe(200)
})

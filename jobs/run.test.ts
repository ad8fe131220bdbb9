import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSettled, type Settled, withPut } from '#api/exports/settled.fixture.ts'
import { newId } from '#api/ids.ts'
import type { Platform } from '#api/platform/platform.ts'
import { jobs } from '#db/schema/jobs.ts'
import { claimDueJobs, claimJob, LEASE_SECONDS, UNKNOWN_WAITS_SECONDS } from './lease.ts'
import { runJob } from './run.ts'

const NOON = '2026-11-20T03:00:00.000Z'

let world: Settled
beforeAll(async () => {
  world = await openSettled({ connections: 4 })
  await world.multiply(await world.settle(), 6500)
})
afterAll(() => world.close())
beforeEach(() => world.platform.clock.set(NOON))

const admin = () => world.tree.hq.admin
const rowOf = async (id: string) => {
  const [row] = await world.platform.db.select().from(jobs).where(eq(jobs.id, id))
  if (!row) throw new Error(`no job ${id}`)
  return row
}
const secondsFromNow = (at: Date) => (at.getTime() - world.platform.clock.now().getTime()) / 1000

/** An export without rows whose job has not run yet. */
async function asked() {
  const exportId = await world.ask(admin(), { month: '2025-01' })
  return { exportId, jobId: await world.jobOf(exportId) }
}
/** A row of an older or newer release. */
async function leftBehind(name: string, payload: object) {
  const now = world.platform.clock.now()
  const id = newId(now)
  await world.platform.db.insert(jobs).values({ id, name, payload, runAt: now, createdAt: now })
  return id
}
const broken = () =>
  withPut(world.platform, async () => {
    throw new Error('no space left for 홍길동')
  })
const counted = async (name: string, outcome: string) =>
  Number(
    (await world.platform.metrics.text())?.match(
      new RegExp(`^maru_jobs_total\\{name="${name}",outcome="${outcome}"\\} (\\d+)`, 'm'),
    )?.[1] ?? 0,
  )

describe('a permanent failure', () => {
  test.each([
    ['a name unknown for a day', 'reports.build', {}, 'unknown', UNKNOWN_WAITS_SECONDS],
    ['a payload of another form', 'exports.build', { exportId: 7 }, 'exports.build', 0],
  ])('%s ends the job at once', async (_, name, payload, label, waited) => {
    const before = await counted(label, 'failed')
    const id = await leftBehind(name, payload)
    world.platform.clock.advance(waited)
    expect(await runJob(world.platform, id)).toEqual({ outcome: 'failed' })
    expect(await rowOf(id)).toMatchObject({
      attempts: 1,
      doneAt: null,
      failedAt: world.platform.clock.now(),
      lastError: expect.stringMatching(/^invalid_input: /),
    })
    expect(await runJob(world.platform, id)).toEqual({ outcome: 'skipped' })
    expect(await counted(label, 'failed')).toBe(before + 1)
  })

  test('a job of a newer release waits for a process of that release', async () => {
    const id = await leftBehind('reports.build', {})
    world.platform.clock.advance(UNKNOWN_WAITS_SECONDS - 1)
    expect(await runJob(world.platform, id)).toEqual({ outcome: 'skipped' })
    const claimed = await claimDueJobs(world.platform, 100)
    expect(claimed.map(({ id }) => id)).not.toContain(id)
    expect(await rowOf(id)).toMatchObject({ attempts: 0, failedAt: null })
  })

  test('a job that does not exist is skipped', async () => {
    const id = newId(world.platform.clock.now())
    expect(await runJob(world.platform, id)).toEqual({ outcome: 'skipped' })
  })
})

describe('a temporary failure', () => {
  test('is tried five times with growing waits, then given up and reported', async () => {
    const { exportId, jobId } = await asked()
    for (const wait of [5, 20, 80, 320]) {
      const result = await runJob(broken(), jobId)
      expect(result).toMatchObject({ outcome: 'retry' })
      const { runAt, attempts } = await rowOf(jobId)
      expect(secondsFromNow(runAt)).toBe(wait)
      world.platform.clock.advance(wait - 1)
      expect(await runJob(broken(), jobId)).toEqual({ outcome: 'skipped' })
      expect((await rowOf(jobId)).attempts).toBe(attempts)
      world.platform.clock.advance(1)
    }
    expect(await runJob(broken(), jobId)).toEqual({ outcome: 'failed' })
    // The message of a library may contain personal data, so only its kind is stored.
    expect(await rowOf(jobId)).toMatchObject({ attempts: 5, lastError: 'Error' })
    expect(await world.state(admin(), exportId)).toMatchObject({
      status: 'failed',
      error: 'failed',
    })
    expect(await world.news(admin(), exportId)).toMatchObject([{ type: 'excel_failed' }])
    expect(world.platform.published).toContainEqual({
      companyId: world.tree.hq.id,
      type: 'export.failed',
      id: exportId,
    })
    world.platform.clock.advance(10_000)
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'skipped' })
  })

  test('is cleared when an attempt succeeds', async () => {
    const { exportId, jobId } = await asked()
    await runJob(broken(), jobId)
    world.platform.clock.advance(5)
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
    expect(await rowOf(jobId)).toMatchObject({ attempts: 2, lastError: null, failedAt: null })
    expect(await world.state(admin(), exportId)).toMatchObject({ status: 'completed' })
    expect(await counted('exports.build', 'retry')).toBeGreaterThan(0)
    expect(await counted('exports.build', 'done')).toBeGreaterThan(0)
  })
})

describe('a lease', () => {
  /** An attempt whose process dies in the middle: it never returns and records nothing. */
  async function die(jobId: string) {
    const begun = Promise.withResolvers<void>()
    const dying = withPut(world.platform, () => {
      begun.resolve()
      return new Promise<never>(() => {})
    })
    void runJob(dying, jobId)
    await begun.promise
  }

  test('excludes others while it lasts, and admits one of many after it expires', async () => {
    const { jobId } = await asked()
    await die(jobId)
    world.platform.clock.advance(LEASE_SECONDS - 1)
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'skipped' })
    world.platform.clock.advance(1)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => runJob(world.platform, jobId)),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(await rowOf(jobId)).toMatchObject({ attempts: 2 })
  })

  test('is renewed by progress, so a job may take any time', async () => {
    const exportId = await world.ask(admin())
    const jobId = await world.jobOf(exportId)
    const startedAt = world.platform.clock.now()
    const meanwhile: unknown[] = []
    const slow: Platform = {
      ...world.platform,
      realtime: {
        publish: async (_, { type }) => {
          if (type !== 'export.progressed') return
          world.platform.clock.advance(LEASE_SECONDS - 1)
          meanwhile.push(await claimJob(world.platform, jobId))
        },
      },
    }
    expect(await runJob(slow, jobId)).toEqual({ outcome: 'done' })
    await world.platform.settled()
    expect(meanwhile.length).toBeGreaterThanOrEqual(4)
    expect(meanwhile.every((claimed) => claimed === undefined)).toBe(true)
    expect(secondsFromNow(startedAt)).toBeLessThan(-3 * LEASE_SECONDS)
    expect(await rowOf(jobId)).toMatchObject({ attempts: 1 })
  })

  test('that expires in every attempt ends the job', async () => {
    const { exportId, jobId } = await asked()
    for (let attempt = 1; attempt <= 5; attempt++) {
      await die(jobId)
      world.platform.clock.advance(LEASE_SECONDS)
    }
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'failed' })
    expect(await rowOf(jobId)).toMatchObject({ lastError: expect.stringContaining('gone') })
    expect(await world.state(admin(), exportId)).toMatchObject({ status: 'failed' })
  })

  test('is returned when the process stops, and the attempt does not count', async () => {
    const exportId = await world.ask(admin())
    const jobId = await world.jobOf(exportId)
    const stop = new AbortController()
    const stopping: Platform = {
      ...world.platform,
      realtime: { publish: async () => stop.abort() },
    }
    expect(await runJob(stopping, jobId, { stop: stop.signal })).toEqual({ outcome: 'released' })
    expect(await rowOf(jobId)).toMatchObject({ attempts: 0, doneAt: null })
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
    expect((await world.readSheet(admin(), exportId)).rows).toHaveLength(6501)
  })
})

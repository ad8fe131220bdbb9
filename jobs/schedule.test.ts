import { eq, inArray, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { jobs } from '#db/schema/jobs.ts'
import { openWorld, type World } from '#tests/world.ts'
import { runJob } from './run.ts'
import { enqueueDue, startSchedule, sweepLost, tick } from './schedule.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ connections: 6 })
})
afterEach(() => world.close())

const all = () => world.platform.db.select().from(jobs)
const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name).toSorted()
const SCHEDULED = [
  'attachments.sweep',
  'exports.sweep',
  'idempotency.sweep',
  'jobs.sweep',
  'ledger.check',
  'policies.begin',
  'policies.expire',
  'privacy.erase',
  'sessions.sweep',
]

describe('the schedule', () => {
  test('with any number of simultaneous calls, each slot has one job, woken once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => enqueueDue(world.platform)))
    const rows = await all()
    expect(namesOf(rows)).toEqual(SCHEDULED)
    expect(world.platform.woken.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  })

  test('each turn enqueues its own jobs and no others', async () => {
    await enqueueDue(world.platform)
    const before = new Set((await all()).map(({ id }) => id))
    const fresh = async () => namesOf((await all()).filter(({ id }) => !before.has(id)))
    world.platform.clock.advance(30)
    await enqueueDue(world.platform)
    expect(await fresh()).toEqual([])
    world.platform.clock.advance(30)
    await enqueueDue(world.platform)
    expect(await fresh()).toEqual(['policies.begin', 'policies.expire'])
    world.platform.clock.set('2026-11-20T18:00:00Z')
    await enqueueDue(world.platform)
    expect(await fresh()).toEqual([
      'attachments.sweep',
      'exports.sweep',
      'ledger.check',
      'policies.begin',
      'policies.begin',
      'policies.expire',
      'policies.expire',
    ])
  })

  test('every scheduled job does its work', async () => {
    await enqueueDue(world.platform)
    for (const { id, name } of await all())
      expect([name, await runJob(world.platform, id)]).toEqual([name, { outcome: 'done' }])
  })

  test('a failing step is reported and does not prevent the next step', async () => {
    const { platform } = world
    await tick({
      ...platform,
      queue: {
        wake: async () => {
          throw new Error('the queue went away')
        },
      },
    })
    expect(platform.logged).toContainEqual(
      expect.objectContaining({ event: 'schedule.failed', step: 'enqueueDue' }),
    )
    platform.clock.advance(60)
    await tick(platform)
    expect(platform.woken.length).toBeGreaterThanOrEqual(SCHEDULED.length)
  })

  test('begins with a round at once and ends when it is stopped', async () => {
    const schedule = startSchedule(world.platform)
    await schedule.stop()
    expect(namesOf(await all())).toEqual(SCHEDULED)
  })
})

test('a lost wake is repeated: jobs that are due for half a minute and not ended are woken again', async () => {
  const { platform } = world
  await enqueueDue(platform)
  const [done, failed, later, ...lost] = await all()
  if (!done || !failed || !later) throw new Error('too few jobs')
  const now = platform.clock.now()
  const change = (id: string, set: Partial<typeof jobs.$inferInsert>) =>
    platform.db.update(jobs).set(set).where(eq(jobs.id, id))
  await change(done.id, { doneAt: now })
  await change(failed.id, { failedAt: now })
  await change(later.id, { runAt: new Date(now.getTime() + 80_000) })
  platform.woken.length = 0

  platform.clock.advance(29)
  await sweepLost(platform)
  expect(platform.woken).toEqual([])
  platform.clock.advance(1)
  await sweepLost(platform)
  expect(platform.woken.toSorted()).toEqual(lost.map(({ id }) => id).toSorted())
  platform.clock.advance(80)
  await sweepLost(platform)
  expect(platform.woken).toContain(later.id)
})

test('finished jobs are deleted after a week, failed ones after 90 days', async () => {
  const { platform } = world
  await enqueueDue(platform)
  const [done, failed] = await all()
  if (!done || !failed) throw new Error('too few jobs')
  const now = platform.clock.now()
  await platform.db.update(jobs).set({ doneAt: now }).where(eq(jobs.id, done.id))
  await platform.db.update(jobs).set({ failedAt: now }).where(eq(jobs.id, failed.id))
  const left = async () =>
    (
      await platform.db
        .select()
        .from(jobs)
        .where(inArray(jobs.id, [done.id, failed.id]))
    ).map(({ id }) => id)
  const sweepAfter = async (days: number) => {
    platform.clock.set(new Date(now.getTime() + days * 86_400_000 + 1))
    await enqueueDue(platform)
    const open = (await all()).filter(
      (row) => row.name === 'jobs.sweep' && !row.doneAt && !row.failedAt,
    )
    for (const { id } of open) await runJob(platform, id)
    return left()
  }
  expect(await sweepAfter(6)).toHaveLength(2)
  expect(await sweepAfter(7)).toEqual([failed.id])
  expect(await sweepAfter(90)).toEqual([])
})

test('books that do not balance fail the job, and are logged, counted and mailed to the operator', async () => {
  const { platform } = world
  const { hq, a } = await world.mintTree()
  await hq.admin.post('rebates/allocations', {
    period: { start: '2026-11-01', end: '2026-11-30' },
    items: [{ companyId: a.id, amountWon: 1_000 }],
  })
  await platform.db.execute(sql`update accounts set balance = balance + 1 where kind = 'available'`)
  await enqueueDue(platform)
  const check = (await all()).find(({ name }) => name === 'ledger.check')
  expect(await runJob(platform, check?.id ?? '')).toEqual({ outcome: 'failed' })
  expect((await all()).find(({ name }) => name === 'ledger.check')?.lastError).toMatch(
    /^conflict: The books do not hold: \d+ faults\.$/,
  )
  expect(platform.mails.at(-1)).toMatchObject({
    to: 'ops@maru.test',
    subject: '[마루] 장부가 맞지 않아요',
    text: expect.stringMatching(/- balance · \d+: 1000 ≠ 1001/),
  })
  expect(platform.logged).toContainEqual(
    expect.objectContaining({
      level: 'error',
      event: 'ledger.fault',
      check: 'balance',
      expected: 1_000,
      found: 1_001,
    }),
  )
  expect(await platform.metrics.text()).toMatch(/maru_ledger_faults_total\{check="balance"\} 1/)
})

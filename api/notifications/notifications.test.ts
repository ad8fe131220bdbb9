import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJob } from '#jobs/run.ts'
import { openStage, type Stage } from '../auth/stage.fixture.ts'
import { transact } from '../context.ts'
import { newId } from '../ids.ts'
import type { NotificationPage } from './contract.ts'
import { type News, notify } from './notify.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>

beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => {
  tree = await stage.mintTree()
})
afterAll(() => stage.close())

/** Notifies the shop, each time a moment later, so that the order of notifications is the order of time. */
async function tell(...more: Partial<News>[]) {
  const { clock } = stage.platform
  for (const news of more) {
    clock.advance(0.001)
    await transact(stage.ctxOf(tree.hq.actor), (ctx) =>
      notify(ctx, {
        companyId: tree.shop.id,
        type: 'order_approved',
        subjectId: newId(clock.now()),
        params: {},
        ...news,
      }),
    )
  }
  await stage.platform.settled()
}

async function inbox(actor = tree.shop.actor, search = '') {
  const { status, body } = await stage.read(actor, `/notifications${search}`)
  expect(status).toBe(200)
  return body as NotificationPage
}
const numbers = ({ items }: NotificationPage) => items.map(({ params }) => params.n)
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ params: { n } }))

async function markRead(upToId: string, actor = tree.shop.actor) {
  return (await stage.send('/notifications/reads', { upToId }, await stage.bearer(actor))).status
}

describe('a notification', () => {
  test('reaches its company, and the live event after the commit carries only its id', async () => {
    const before = stage.platform.published.length
    const subjectId = newId(stage.platform.clock.now())
    await tell({ type: 'order_shipped', subjectId, params: { courier: 'cj', wonOff: 1200 } })
    const { items } = await inbox()
    expect(items).toEqual([
      {
        id: expect.any(String),
        type: 'order_shipped',
        subjectId,
        params: { courier: 'cj', wonOff: 1200 },
        at: stage.platform.clock.now().toISOString(),
        read: false,
      },
    ])
    expect(stage.platform.published.slice(before)).toEqual([
      { companyId: tree.shop.id, type: 'notification.created', id: items[0]?.id },
    ])
  })

  test('of a failed transaction is neither stored nor published', async () => {
    const before = stage.platform.published.length
    const failing = transact(stage.ctxOf(tree.hq.actor), async (ctx) => {
      await notify(ctx, {
        companyId: tree.shop.id,
        type: 'order_placed',
        subjectId: tree.shop.id,
        params: {},
      })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await stage.platform.settled()
    expect((await inbox()).items).toEqual([])
    expect(stage.platform.published).toHaveLength(before)
  })

  test('is hidden from other companies, above or beside, and from other users if it is meant for one', async () => {
    const name = `${tree.shop.user.username}-2`
    const colleague = await stage.colleagueOf(tree.shop.actor, name)
    const { userId } = colleague
    await tell({ params: { n: 1 } }, { params: { n: 2 }, userId })
    expect(numbers(await inbox())).toEqual([1])
    expect(numbers(await inbox(colleague))).toEqual([2, 1])
    for (const { actor } of [tree.hq, tree.agency, tree.second])
      expect(await inbox(actor)).toEqual({ items: [], nextCursor: null, unread: 0 })
  })
})

describe('the inbox', () => {
  test('shows the newest first and pages back with before', async () => {
    await tell(...numbered(5))
    const newest = await inbox(undefined, '?limit=2')
    expect(numbers(newest)).toEqual([4, 3])
    const older = await inbox(undefined, `?limit=2&before=${newest.nextCursor}`)
    expect(numbers(older)).toEqual([2, 1])
    const oldest = await inbox(undefined, `?limit=2&before=${older.nextCursor}`)
    expect([numbers(oldest), oldest.nextCursor]).toEqual([[0], null])
  })

  test('returns what was missed, oldest first, page by page', async () => {
    await tell({ params: { n: -1 } })
    const [last] = (await inbox()).items
    await tell(...numbered(5))
    const first = await inbox(undefined, `?limit=3&after=${last?.id}`)
    expect(numbers(first)).toEqual([0, 1, 2])
    const rest = await inbox(undefined, `?limit=3&after=${first.nextCursor}`)
    expect([numbers(rest), rest.nextCursor]).toEqual([[3, 4], null])
  })

  test('accepts only one direction at a time', async () => {
    const id = newId(stage.platform.clock.now())
    const both = await stage.read(tree.shop.actor, `/notifications?after=${id}&before=${id}`)
    expect(both.status).toBe(422)
  })

  test('counts unread notifications per user, and a mark never moves back', async () => {
    await tell(...numbered(3))
    const [third, second, first] = (await inbox()).items.map(({ id }) => id)
    expect((await inbox()).unread).toBe(3)
    expect(await markRead(second ?? '')).toBe(204)
    const page = await inbox()
    expect([page.unread, page.items.map(({ read }) => read)]).toEqual([1, [false, true, true]])
    expect(await markRead(first ?? '')).toBe(204)
    expect((await inbox()).unread).toBe(1)
    const other = await stage.colleagueOf(tree.shop.actor, `${tree.shop.user.username}-3`)
    expect((await inbox(other)).unread).toBe(3)
    expect(await markRead(third ?? '')).toBe(204)
    expect((await inbox()).unread).toBe(0)
  })

  test('stops counting at a hundred', async () => {
    await transact(stage.ctxOf(tree.hq.actor), (ctx) =>
      notify(
        ctx,
        ...Array.from({ length: 130 }, () => ({
          companyId: tree.shop.id,
          type: 'order_placed' as const,
          subjectId: tree.shop.id,
          params: {},
        })),
      ),
    )
    expect((await inbox()).unread).toBe(100)
  })

  test('refuses to mark an id that is not in it', async () => {
    await tell({}, { companyId: tree.agency.id })
    const [theirs] = (await inbox(tree.agency.actor)).items
    expect(await markRead(theirs?.id ?? '')).toBe(404)
    expect(await markRead('ffffffff-ffff-7fff-bfff-ffffffffffff')).toBe(404)
    expect((await inbox()).unread).toBe(1)
  })
})

test('more companies than one invocation may tell are told by jobs, each once', async () => {
  const companies = Array.from({ length: 1_050 }, () => newId(stage.platform.clock.now()))
  const { published, woken } = stage.platform
  const [before, jobs] = [published.length, woken.length]
  await transact(stage.ctxOf(tree.hq.actor), (ctx) =>
    notify(
      ctx,
      ...companies.map((companyId) => ({
        companyId,
        type: 'policy_assigned' as const,
        subjectId: companyId,
        params: {},
      })),
    ),
  )
  await stage.platform.settled()
  expect(published.length - before).toBe(0)
  for (const id of woken.slice(jobs))
    expect(await runJob(stage.platform, id)).toEqual({ outcome: 'done' })
  expect(woken.length - jobs).toBe(3)
  expect(published.slice(before).map(({ companyId }) => companyId)).toEqual(companies)
})

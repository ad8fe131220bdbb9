import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRows } from '#tests/raw-rows.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { type TxCtx, transact } from '../context.ts'
import { newId } from '../ids.ts'
import type { NotificationPage } from './contract.ts'
import { type News, notify } from './notify.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 12 })
  tree = await world.mintTree()
})
afterAll(() => world.close())

const newsTo = (companyId: string, n: number): News => ({
  companyId,
  type: 'order_placed',
  subjectId: newId(world.platform.clock.now()),
  params: { n },
})
const tell = (...news: News[]) =>
  transact(world.ctxOf(tree.hq.admin.actor), (ctx) => notify(ctx, ...news))

/** A command that has called `notify` and commits only when `end` is called. */
function begun(news: News) {
  const said = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const done = transact(world.ctxOf(tree.hq.admin.actor), async (ctx) => {
    await notify(ctx, news)
    said.resolve()
    await gate.promise
  })
  const end = () => {
    gate.resolve()
    return done
  }
  return { said: said.promise, end }
}

type Shop = Tree['r1']
async function inbox(shop: Shop, search = '') {
  const { status, body } = await shop.admin.get(`notifications${search}`)
  expect(status).toBe(200)
  return body as NotificationPage
}
const numbers = ({ items }: NotificationPage) => items.map(({ params }) => params.n)
const mark = async (shop: Shop, upToId = '') =>
  (await shop.admin.post('notifications/reads', { upToId })).status

test('a notification committed after a read is neither missed nor marked read, although its id is older', async () => {
  const { r1 } = tree
  await tell(newsTo(r1.id, 0))
  const slow = begun(newsTo(r1.id, 1))
  await slow.said
  await tell(newsTo(r1.id, 2))
  const seen = await inbox(r1)
  expect(numbers(seen)).toEqual([2, 0])
  expect(await mark(r1, seen.items[0]?.id)).toBe(204)
  await slow.end()
  expect(numbers(await inbox(r1, `?after=${seen.items[0]?.id}`))).toEqual([1])
  const now = await inbox(r1)
  expect(now.unread).toBe(1)
  expect(now.items.map(({ params, read }) => [params.n, read])).toEqual([
    [1, false],
    [2, true],
    [0, true],
  ])
})

test('a number in the inbox becomes visible only after all before it', async () => {
  const { r2 } = tree
  await tell(newsTo(r2.id, 0))
  const [last] = (await inbox(r2)).items
  let second = Promise.resolve()
  await transact(world.ctxOf(tree.hq.admin.actor), async (ctx) => {
    await notify(ctx, newsTo(r2.id, 1))
    // The first notification has its number by then, but is not committed.
    const meanwhile = async (ctx: TxCtx) => {
      second = tell(newsTo(r2.id, 2))
      await waitsOrEnds(ctx, second)
      expect(numbers(await inbox(r2, `?after=${last?.id}`))).toEqual([])
    }
    ctx.atLast(meanwhile, [])
  })
  await second
  expect(numbers(await inbox(r2, `?after=${last?.id}`))).toEqual([1, 2])
})

/** Returns when the work waits for a lock or has ended. */
async function waitsOrEnds({ db }: TxCtx, work: Promise<void>) {
  let ended = false
  void work.finally(() => {
    ended = true
  })
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while (!ended && (await rawRows(db, waiting)).length === 0)
    await db.execute(sql`select pg_stat_clear_snapshot()`)
}

test('commands that notify the same companies in any order do not deadlock', async () => {
  const { r1, r2, r3 } = tree
  const ids = [r1.id, r2.id, r3.id]
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      transact(world.ctxOf(tree.hq.admin.actor), async (ctx) => {
        for (const id of n % 2 ? ids : ids.toReversed()) await notify(ctx, newsTo(id, n))
      }),
    ),
  )
  expect(await world.platform.metrics.text()).toContain('maru_transaction_retries_total 0')
  const { items, unread } = await inbox(r3, '?limit=100')
  expect([unread, new Set(items.map(({ params }) => params.n)).size]).toEqual([60, 60])
})

test('of concurrent marks the furthest remains', async () => {
  const { rb } = tree
  await tell(...Array.from({ length: 30 }, (_, n) => newsTo(rb.id, n)))
  const { items } = await inbox(rb, '?limit=30')
  const marks = [11, 4, 19, 7, 3, 25, 16, 9].map((at) => mark(rb, items[at]?.id))
  expect(new Set(await Promise.all(marks))).toEqual(new Set([204]))
  expect((await inbox(rb)).unread).toBe(3)
})

test('a cursor of another inbox is refused', async () => {
  const { r1, rb } = tree
  const [theirs] = (await inbox(rb)).items
  for (const way of ['after', 'before'])
    expect((await r1.admin.get(`notifications?${way}=${theirs?.id}`)).status).toBe(404)
})

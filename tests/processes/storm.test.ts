import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, seoulDay } from '#api/calendar.ts'
import { reconcile } from '#api/reconciliation/reconcile.ts'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { nextLine } from '../numbers.ts'
import { signIn } from '../remote.ts'
import { type MortalRedis, REDIS_MISSING, startMortalRedis } from '../servers/redis.ts'
import { c2Order } from '../world.ts'
import { openShop, type Pair, startPair } from './pair.ts'
import { type Nodes, openPerson } from './storm-people.ts'

/** Long enough that every circuit opens, and that people meet its answers. */
const FREEZE_MS = 5_000
/** The time for people's actions between two failures, and after the last. */
const BETWEEN_MS = 2_500
/** The storm goes on until this much was done in it, on any machine. */
const ORDERS_LEAST = 50
const MOVES_LEAST = 20
const LONG_MS_MAX = 400_000
const BUDGET_WON = 2_000_000_000

const redis = await startMortalRedis()

describe.skipIf(!redis)('a storm in which everything fails once', () => {
  let pair: Pair
  let policyId: string
  const nodes: Nodes = { alive: [] }
  beforeAll(async () => {
    // `redis` is set: the suite is skipped without it.
    pair = await startPair(redis as MortalRedis)
    nodes.alive = [pair.one, pair.other]
    policyId = await openShop(pair, BUDGET_WON)
    await fundOthers()
  }, LONG_MS_MAX)
  afterAll(async () => {
    redis?.signal('SIGCONT')
    await pair?.close()
    await redis?.close()
  })

  async function fundOthers() {
    const { tree, one } = pair
    const today = seoulDay(new Date())
    const period = { start: addDays(today, -1), end: addDays(today, 1) }
    const items = (ids: string[]) => ids.map((companyId) => ({ companyId, amountWon: BUDGET_WON }))
    const hq = await signIn(one.url, 't1-h-admin')
    const agency = await signIn(one.url, 't1-a-admin')
    await hq.post('rebates/allocations', { period, items: items([tree.a.id]) })
    await hq.post('rebates/allocations', { period, items: items([tree.a.id]) })
    await agency.post('rebates/distributions', { period, items: items([tree.r2.id, tree.r3.id]) })
  }

  let struck = false
  /** Redis freezes, a process is killed and replaced, all database connections are cut, Redis freezes again. */
  async function strike() {
    const freeze = async () => {
      redis?.signal('SIGSTOP')
      await setTimeout(FREEZE_MS)
      redis?.signal('SIGCONT')
    }
    await setTimeout(BETWEEN_MS)
    await freeze()
    const [killed, other] = nodes.alive
    if (!killed || !other) throw new Error('two processes ran')
    nodes.alive = [other]
    killed.signal('SIGKILL')
    await killed.ended
    nodes.alive = [other, await pair.start()]
    await pair.world.platform.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name <> 'maru-test' and pid <> pg_backend_pid()`)
    await setTimeout(BETWEEN_MS)
    await freeze()
    await setTimeout(BETWEEN_MS)
    struck = true
  }

  test(
    'leaves balanced books, and every answer was right',
    async () => {
      const { tree, world } = pair
      const placed: { id: string; version: number; status: string }[] = []
      let moves = 0
      const isOver = () => struck && placed.length > ORDERS_LEAST && moves > MOVES_LEAST
      const shops = await Promise.all(
        ['r1', 'r2', 'r3'].flatMap((shop) =>
          ['admin', 'staff'].map((role) => openPerson(nodes, `t1-${shop}-${role}`)),
        ),
      )
      const movers = await Promise.all([0, 1, 2, 3].map(() => openPerson(nodes, 't1-h-admin')))

      const place = async (shop: (typeof shops)[number]) => {
        while (!isOver()) {
          const { answer } = await shop.act('orders', c2Order(policyId, tree.skt99), isOver)
          if (answer?.status === 201)
            placed.push({ id: answer.body.id, version: 1, status: 'pending' })
        }
      }
      const STEPS: Record<string, [to: string, body: () => object]> = {
        pending: ['approval', () => ({})],
        approved: ['shipment', () => ({ noShipment: true })],
        shipped: [
          'completion',
          () => ({ activatedOn: seoulDay(new Date()), activatedNumber: nextLine() }),
        ],
      }
      const move = async (mover: (typeof movers)[number]) => {
        for (let n = 0; !isOver(); n++) {
          const order = placed[(n * 7) % Math.max(1, placed.length)]
          const step = order && STEPS[order.status]
          if (!order || !step) {
            await setTimeout(50)
            continue
          }
          const [to, body] = step
          const path = `orders/${order.id}/${to}`
          const { answer } = await mover.act(path, { version: order.version, ...body() }, isOver)
          if (answer?.status === 200) moves++
          const current = answer?.status === 409 ? answer.body.facts : answer?.body
          if (current?.version)
            Object.assign(order, { version: current.version, status: current.status })
        }
      }
      // Sixteen clients: the two people of each shop on two devices each, and four at the headquarters.
      await Promise.all([strike(), ...[...shops, ...shops].map(place), ...movers.map(move)])
      const people = [...shops, ...movers]
      for (const person of people) await person.settleAll()

      expect(people.flatMap(({ unexpected }) => unexpected)).toEqual([])
      const sent = people.flatMap((person) => person.sent)
      const refusals = sent.flatMap(({ answer }) => (answer?.status === 409 ? [answer.body] : []))
      // The budget is enough for all, so a refusal for lack of it would be a failure in disguise.
      expect(refusals.map(({ code }) => code)).not.toContain('insufficient_balance')

      const db = world.platform.db
      const accepted = sent.filter(
        ({ path, answer }) => path === 'orders' && answer?.status === 201,
      )
      const kept = await rowsOf(db, sql`select id from orders where hq_id = ${tree.hq.id}`, {
        id: text,
      })
      expect(accepted.length).toBeGreaterThan(ORDERS_LEAST)
      expect(kept.map(({ id }) => id).toSorted()).toEqual(
        accepted.map(({ answer }) => answer?.body.id).toSorted(),
      )
      const moved = sent.filter(({ path, answer }) => path !== 'orders' && answer?.status === 200)
      const steps = await rowsOf(
        db,
        sql`select order_id || ' ' || seq || ' ' || to_status as step from order_history where seq > 1`,
        { step: text },
      )
      expect(moved.length).toBeGreaterThan(MOVES_LEAST)
      expect(new Set(moved.map(({ answer }) => stepOf(answer?.body)))).toEqual(
        new Set(steps.map(({ step }) => step)),
      )
      expect(await reconcile(world.ctxOf(tree.hq.admin.actor))).toEqual([])
    },
    LONG_MS_MAX,
  )
})

const stepOf = ({ id, version, status }: { id: string; version: number; status: string }) =>
  `${id} ${version} ${status}`

if (!redis) test.skip(`a storm in which everything fails once ${REDIS_MISSING}`, () => {})

import { once } from 'node:events'
import { connect } from 'node:net'
import { and, eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reconcile } from '#api/reconciliation/reconcile.ts'
import { orders } from '#db/schema/orders.ts'
import { type Remote, remote } from '../remote.ts'
import { REDIS_MISSING, type RedisServer, startRedis } from '../servers/redis.ts'
import { c2Order } from '../world.ts'
import type { NodeProcess } from './node-process.ts'
import { openShop, type Pair, signInAt, startPair } from './pair.ts'

const STORM = 120
const ANSWERED_BEFORE_KILL = 30
const SENDERS = 4
/** These tests start processes, and other suites may use both cores. */
const LONG_MS_MAX = 180_000

const redis = await startRedis()

describe.skipIf(!redis)('a process that ends', () => {
  let pair: Pair
  let policyId: string
  beforeAll(async () => {
    // `redis` is set: the suite is skipped without it.
    pair = await startPair(redis as RedisServer)
    policyId = await openShop(pair, 100_000_000)
  }, LONG_MS_MAX)
  afterAll(async () => {
    await pair?.close()
    await redis?.close()
  })
  const order = () => c2Order(policyId, pair.tree.skt99)
  const shopAt = async (node: NodeProcess) => {
    const [shop] = await signInAt([node], 't1-r1-admin')
    if (!shop) throw new Error('nobody signed in')
    return shop
  }

  /** Locks the shop's budget, as a long transaction elsewhere would. */
  async function holdBudget() {
    const client = new pg.Client({ connectionString: pair.world.database.url })
    await client.connect()
    await client.query('begin')
    await client.query('select from accounts where company_id = $1 for update', [pair.tree.r1.id])
    return {
      /** Resolves when a transaction waits for it. */
      wanted: async () => {
        for (;;) {
          const { rows } = await client.query(
            'select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))',
          )
          if (rows.length > 0) return
        }
      },
      release: async () => {
        await client.query('commit')
        await client.end()
      },
    }
  }

  test(
    'by SIGTERM answers open requests, accepts no new ones and exits with 0',
    async () => {
      const node = await pair.start()
      const shop = await shopAt(node)
      const live = await shop.listen()
      const budget = await holdBudget()
      const open = shop.post('orders', order())
      await budget.wanted()

      node.signal('SIGTERM')
      while (await accepts(node)) await new Promise(setImmediate)
      await budget.release()
      const answer = await open
      expect(answer.status).toBe(201)
      expect(await node.ended).toBe(0)
      const { id } = answer.body
      expect(await pair.world.platform.db.$count(orders, eq(orders.id, id))).toBe(1)
      // Its sockets were closed; their clients connect to the other process.
      await live.closed
      const elsewhere = remote(pair.other.url, shop)
      expect((await elsewhere.get(`orders/${id}`)).status).toBe(200)
    },
    LONG_MS_MAX,
  )

  test(
    'by SIGKILL among many orders loses none that it answered',
    async () => {
      const { db } = pair.world.platform
      const before = await db.$count(orders)
      const held = await heldWon(pair.other)
      const doomed = await pair.start()
      const [dying, staying] = [await shopAt(doomed), await shopAt(pair.other)]
      const keys = Array.from({ length: STORM }, () => crypto.randomUUID())
      const answered = new Map<string, string>()
      const queue = keys.values()
      let cut = 0

      /** Sends one order after another until all are sent or no process answers. */
      async function sendFrom(shop: Remote) {
        for (const key of queue) {
          const reply = await shop.post('orders', order(), key).catch(() => undefined)
          if (!reply) return void cut++
          expect(reply.status, reply.text).toBe(201)
          answered.set(key, reply.body.id)
          if (answered.size === ANSWERED_BEFORE_KILL) doomed.signal('SIGKILL')
        }
      }
      const senders = [dying, staying].flatMap((shop) =>
        Array.from({ length: SENDERS }, () => shop),
      )
      await Promise.all(senders.map(sendFrom))
      expect(await doomed.ended).toBe('SIGKILL')
      expect(cut).toBe(SENDERS)

      const ids = [...answered.values()]
      const kept = await db
        .select({ id: orders.id })
        .from(orders)
        .where(
          and(eq(orders.policyId, policyId), sql`${orders.id} = any(${sql.param(ids)}::uuid[])`),
        )
      expect(kept).toHaveLength(ids.length)

      // A new process gives every command its one answer, whether or not the first one arrived.
      const again = remote((await pair.start()).url, dying)
      for (const key of keys) {
        const reply = await again.post('orders', order(), key)
        expect(reply.status, reply.text).toBe(201)
        expect(reply.body.id).toBe(answered.get(key) ?? reply.body.id)
      }
      expect(await db.$count(orders)).toBe(before + STORM)
      expect(await heldWon(pair.other)).toBe(held + STORM * 300_000)
      expect(await reconcile(pair.world.ctxOf(pair.tree.hq.admin.actor))).toEqual([])
    },
    LONG_MS_MAX,
  )

  async function heldWon(node: NodeProcess): Promise<number> {
    return (await (await shopAt(node)).get('rebates/balance')).body.heldWon
  }
})
if (!redis) test.skip(`a process that ends ${REDIS_MISSING}`, () => {})

/** Whether the process accepts a new connection. */
async function accepts({ url }: NodeProcess): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

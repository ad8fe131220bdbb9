import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, seoulDay } from '#api/calendar.ts'
import { remote, signIn } from '../remote.ts'
import type { RedisServer } from '../servers/redis.ts'
import { C2_POLICY, openWorld } from '../world.ts'
import { type NodeProcess, startNode } from './node-process.ts'

const METRICS_TOKEN = 'metrics-token-of-a-pair'

export type Pair = Awaited<ReturnType<typeof startPair>>

/** Two Node processes on one database, one Redis and one folder of files, and a tree of companies. */
export async function startPair(redis: Pick<RedisServer, 'url'>) {
  const world = await openWorld({ costlyHashes: true })
  // The processes use the real time, so the data that they read must not be from its future.
  world.platform.clock.set(new Date(Date.now() - 60_000))
  const tree = await world.mintTree()
  const folder = await mkdtemp(join(tmpdir(), 'maru-pair-'))
  const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
  const env = {
    DATABASE_URL: world.database.url,
    REDIS_URL: redis.url,
    TOKEN_KEYS: ring,
    VAULT_KEYS: ring,
    MARU_DATA: folder,
    METRICS_TOKEN,
  }
  const running = new Set<NodeProcess>()
  async function start(): Promise<NodeProcess> {
    const node = await startNode(env)
    running.add(node)
    void node.ended.then(() => running.delete(node))
    return node
  }
  const [one, other] = await Promise.all([start(), start()])

  return {
    world,
    tree,
    one,
    other,
    start,
    policy: (title: string) => ({ ...C2_POLICY, title, targets: [tree.a.id] }),
    close: async () => {
      const nodes = [...running]
      for (const node of nodes) node.signal('SIGKILL')
      await Promise.all(nodes.map((node) => node.ended))
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One session, used at two processes. */
export async function signInAt(nodes: NodeProcess[], username: string) {
  const [first] = nodes
  const session = await signIn(first?.url ?? '', username)
  return nodes.map((node) => remote(node.url, session))
}

/** Publishes and prices a policy and grants a budget: the shop may place orders that hold 300,000 each. */
export async function openShop({ one, tree, policy }: Pair, budgetWon: number): Promise<string> {
  const hq = await signIn(one.url, 't1-h-admin')
  const agency = await signIn(one.url, 't1-a-admin')
  const made = await hq.post('policies', policy('주문용'))
  const today = seoulDay(new Date())
  const period = { start: addDays(today, -1), end: addDays(today, 1) }
  const replies = [
    made,
    await agency.put(`policies/${made.body.id}/agency-rates`, {
      basedOn: 0,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
    }),
    await hq.post('rebates/allocations', {
      period,
      items: [{ companyId: tree.a.id, amountWon: budgetWon }],
    }),
    await agency.post('rebates/distributions', {
      period,
      items: [{ companyId: tree.r1.id, amountWon: budgetWon }],
    }),
  ]
  for (const { status, text } of replies) if (status > 201) throw new Error(text)
  return made.body.id
}

/** A counter of one process, by its metric with labels as in the text. */
export async function countedAt({ url }: NodeProcess, metric: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
  const text = await (await fetch(new URL('/metrics', url), { headers })).text()
  const line = text.split('\n').find((line) => line.startsWith(`${metric} `))
  return Number(line?.split(' ')[1] ?? 0)
}

import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemActor } from '#api/access/actor.ts'
import { parseConfig } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { nodePlatform } from '#api/platform/node.ts'
import { reconcile } from '#api/reconciliation/reconcile.ts'
import { measureCosts } from './costs.ts'
import { measureExports } from './excel.ts'
import { measureLogins } from './logins.ts'
import { people } from './people.ts'
import { startServer } from './serving.ts'
import { HQ_ID, ORDERS, volumeDatabase } from './volume.ts'
import { getLua, type Measured, postLua, wrk } from './wrk.ts'

const ROOT = join(import.meta.dirname, '..')
const DATA = process.env.MARU_DATA ?? join(ROOT, '.maru', 'bench')
const PORT = Number(process.env.PORT ?? 8799)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6)
const ONLY = process.env.BENCH_ONLY?.split(',')

const database = await volumeDatabase(DATA)
const env = {
  ...process.env,
  DATABASE_URL: database.databaseUrl,
  MARU_DATA: DATA,
  PORT: String(PORT),
  // A few people stand for many, so the limit per person is lifted.
  REQUESTS_PER_MINUTE: '1000000000',
}
const keys = Buffer.alloc(32, 7).toString('base64url')
const config = await withKeys(
  parseConfig({ ...env, TOKEN_KEYS: `bench:${keys}`, VAULT_KEYS: `bench:${keys}` }),
)
const platform = nodePlatform(config, { databaseUrl: database.databaseUrl })
const cast = await people(database.databaseUrl, platform)
const server = await startServer({
  ...env,
  TOKEN_KEYS: `bench:${keys}`,
  VAULT_KEYS: `bench:${keys}`,
})
const base = `http://127.0.0.1:${PORT}/api/v2`

type Work = { name: string; bar: number; connections: number; lua: string }
const pages = ['newest'].map(() => '/api/v2/orders?limit=50')
const works: Work[] = [
  {
    name: 'policy list, cached',
    bar: 22_000,
    connections: 64,
    lua: getLua(['/api/v2/policies?limit=50'], cast.agencies),
  },
  {
    name: 'order page of 50',
    bar: 1_500,
    connections: 64,
    lua: getLua(pages, [...cast.hq, ...cast.agencies]),
  },
  {
    name: 'order detail',
    bar: 4_700,
    connections: 64,
    lua: getLua(
      cast.orderIds.map((id) => `/api/v2/orders/${id}`),
      cast.hq,
    ),
  },
  {
    name: 'order creation, spread',
    bar: 1_400,
    connections: 64,
    lua: postLua('/api/v2/orders', cast.order, cast.shops),
  },
  {
    name: 'order creation, one shop',
    bar: 640,
    connections: 64,
    lua: postLua('/api/v2/orders', cast.order, cast.shops.slice(0, 1)),
  },
  {
    name: 'dashboard of an HQ, fresh',
    bar: 120,
    connections: 64,
    lua: getLua(['/api/v2/dashboard'], cast.hq),
  },
  {
    name: 'policy list, 1,500 clients',
    bar: 1_000,
    connections: 1500,
    lua: getLua(['/api/v2/policies?limit=50'], cast.agencies),
  },
  {
    name: 'order page, 1,500 clients',
    bar: 1_000,
    connections: 1500,
    lua: getLua(pages, [...cast.hq, ...cast.agencies]),
  },
].filter(({ name }) => !ONLY || ONLY.some((part) => name.includes(part)))

const results = new Map<Work, (Measured & { appUs: number; pgUs: number })[]>()
for (const work of works) await wrk({ url: base, seconds: 1, connections: 16, lua: work.lua })
for (let round = 1; round <= ROUNDS; round++)
  for (const work of works) {
    const before = cpu(server)
    const measured = await wrk({ url: base, seconds: SECONDS, ...work })
    const after = cpu(server)
    const requests = measured.perSecond * SECONDS
    const perRequest = (field: 'app' | 'pg') =>
      Math.round((after[field] - before[field]) / requests)
    results.set(work, [
      ...(results.get(work) ?? []),
      { ...measured, appUs: perRequest('app'), pgUs: perRequest('pg') },
    ])
  }

console.log(
  `\n${ORDERS.toLocaleString('en')} orders, ${ROUNDS} rounds of ${SECONDS} s, interleaved; medians (least–most)\n`,
)
console.log('| work | bar /s | measured /s | p50 ms | p99 ms | app µs | pg µs | errors | refused |')
console.log('|---|---|---|---|---|---|---|---|---|')
for (const [work, runs] of results) {
  const of = (field: keyof (typeof runs)[number]) =>
    runs.map((run) => run[field]).toSorted((a, b) => a - b)
  const median = (field: keyof (typeof runs)[number]) => of(field)[runs.length >> 1] ?? 0
  const all = of('perSecond')
  console.log(
    `| ${work.name} | ${n(work.bar)} | ${n(median('perSecond'))} (${n(all[0])}–${n(all.at(-1))}) | ${median('p50Ms')} | ${median('p99Ms')} | ${median('appUs')} | ${median('pgUs')} | ${sum(of('errors'))} | ${sum(of('refused'))} |`,
  )
}
if (!ONLY || ONLY.includes('costs')) await measureCosts(platform, cast.order)
if (!ONLY || ONLY.includes('logins'))
  await measureLogins({
    base,
    databaseUrl: database.databaseUrl,
    platform,
    token: cast.agencies[0] ?? '',
  })
if (!ONLY || ONLY.includes('excel')) await measureExports(base, cast.hq[0] ?? '', server.pid ?? 0)

const faults = await reconcile({ ...platform, actor: systemActor(HQ_ID), requestId: 'bench' })
console.log(
  `\nBooks after the load: ${faults.length === 0 ? '0 faults, 0 won lost' : JSON.stringify(faults.slice(0, 5))}`,
)
// Results over books that do not balance are worthless.
if (faults.length > 0) process.exitCode = 1
server.kill('SIGTERM')
await new Promise((resolve) => server.once('exit', resolve))
await platform.drain()
await database.stop()

function n(value = 0) {
  return Math.round(value).toLocaleString('en')
}
function sum(values: number[]) {
  return values.reduce((total, value) => total + value, 0)
}

/** CPU microseconds so far of the server and of all Postgres processes, from /proc. */
function cpu(child: ChildProcess): { app: number; pg: number } {
  const micros = (pid: number | string) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) * 10_000
    } catch {
      return 0
    }
  }
  return { app: micros(child.pid ?? 0), pg: sum(postgresPids().map(micros)) }
}

function postgresPids(): string[] {
  const children = (pid: string): string[] => {
    try {
      const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
      return text ? text.split(' ').flatMap((child) => [child, ...children(child)]) : []
    } catch {
      return []
    }
  }
  return children(String(process.pid)).filter((pid) => pid !== String(server.pid))
}

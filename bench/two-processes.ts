import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConfig } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { nodePlatform } from '#api/platform/node.ts'
import { freePort } from '#tests/processes/node-process.ts'
import { startRedis } from '#tests/servers/redis.ts'
import { people } from './people.ts'
import { volumeDatabase } from './volume.ts'
import { getLua, type Measured, wrk } from './wrk.ts'

// npm run bench -- --processes: the gain from a second process, and the cost of its agreement with the
// first. Reads the cached policy list at one process with its own memory and at two with a Redis, and
// measures the bump of a command while both are loaded.

const ROOT = join(import.meta.dirname, '..')
const DATA = process.env.MARU_DATA ?? join(ROOT, '.maru', 'bench')
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const CONNECTIONS = 64
const BUMPS_EVERY_MS = 20

type Server = { child: ChildProcess; url: string }
type Run = {
  perSecond: number
  p50Ms: number
  p99Ms: number
  appUs: number
  redisUs: number
  bumpP50Ms: number
  bumpP99Ms: number
  refused: number
}

const redis = await startRedis()
if (!redis) throw new Error('bench needs a Redis: sudo apt-get install redis-server')
const database = await volumeDatabase(DATA)
const keys = `bench:${Buffer.alloc(32, 7).toString('base64url')}`
const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
const env = {
  ...process.env,
  DATABASE_URL: database.databaseUrl,
  MARU_DATA: folder,
  TOKEN_KEYS: keys,
  VAULT_KEYS: keys,
  LOG_LEVEL: 'error',
  // A few people stand for many, so the limit per person is lifted.
  REQUESTS_PER_MINUTE: '1000000000',
}
const config = await withKeys(parseConfig({ ...env, REDIS_URL: redis.url }))
const writer = nodePlatform(config, { databaseUrl: database.databaseUrl })
const cast = await people(database.databaseUrl, writer)
const lua = getLua(['/api/v2/policies?limit=50'], [...cast.agencies, ...cast.shops])
const installations: [name: string, servers: Server[]][] = [
  ['one process, its own memory', [await start({})]],
  [
    'two processes, one Redis',
    [await start({ REDIS_URL: redis.url }), await start({ REDIS_URL: redis.url })],
  ],
]
try {
  const runs = new Map<string, Run[]>(installations.map(([name]) => [name, []]))
  for (const [, servers] of installations) await measure(servers, 1)
  for (let round = 1; round <= ROUNDS; round++)
    for (const [name, servers] of installations)
      runs.get(name)?.push(await measure(servers, SECONDS))
  print(runs)
} finally {
  for (const { child } of installations.flatMap(([, servers]) => servers)) child.kill('SIGTERM')
  await writer.drain()
  await redis.close()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function start(more: Record<string, string>): Promise<Server> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    env: { ...env, ...more, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (text) =>
      /^ready /m.test(String(text)) ? resolve() : process.stderr.write(text),
    )
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, url: `http://127.0.0.1:${port}` }
}

/** Reads the list at all processes at once, with the connections divided between them, while bumps go on. */
async function measure(servers: Server[], seconds: number): Promise<Run> {
  const connections = CONNECTIONS / servers.length
  const pids = servers.map(({ child }) => child.pid ?? 0)
  const before = { app: cpuUs(pids), redis: cpuUs([redisPid()]) }
  const load = Promise.all(servers.map(({ url }) => wrk({ url, seconds, connections, lua })))
  const bumps = await bumpsDuring(load)
  const measured = await load
  const perSecond = sum(measured, 'perSecond')
  const requests = perSecond * seconds
  return {
    perSecond,
    p50Ms: Math.max(...measured.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...measured.map(({ p99Ms }) => p99Ms)),
    appUs: (cpuUs(pids) - before.app) / requests,
    redisUs: (cpuUs([redisPid()]) - before.redis) / requests,
    bumpP50Ms: at(bumps, 0.5),
    bumpP99Ms: at(bumps, 0.99),
    refused: sum(measured, 'refused') + sum(measured, 'errors'),
  }
}

/** Bumps a namespace that no reader uses: this measures the bump, not the reading after it. */
async function bumpsDuring(load: Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  let isOver = false
  void load.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const startedAt = performance.now()
    await writer.cache.bump('bench')
    took.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, BUMPS_EVERY_MS))
  }
  return took.toSorted((a, b) => a - b)
}

function print(runs: Map<string, Run[]>): void {
  const fields = [
    'perSecond',
    'p50Ms',
    'p99Ms',
    'appUs',
    'redisUs',
    'bumpP50Ms',
    'bumpP99Ms',
  ] as const
  console.log(`\ncached policy list, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s`)
  console.log('medians (least–most)\n')
  console.log(
    `| installation | ${fields.join(' | ')} | refused |\n|---${'|---'.repeat(fields.length + 1)}|`,
  )
  for (const [name, own] of runs) {
    const cells = fields.map((field) => {
      const all = own.map((run) => run[field]).toSorted((a, b) => a - b)
      return `${n(at(all, 0.5))} (${n(all[0])}–${n(all.at(-1))})`
    })
    console.log(`| ${name} | ${cells.join(' | ')} | ${sum(own, 'refused')} |`)
  }
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
function n(value = 0): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2)
}
function sum<Field extends keyof Measured>(runs: { [F in Field]: number }[], field: Field): number {
  return runs.reduce((total, run) => total + run[field], 0)
}
function redisPid(): number {
  return redis?.pid ?? 0
}
function cpuUs(pids: number[]): number {
  return pids.reduce((total, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return total + (Number(fields[11]) + Number(fields[12])) * 10_000
  }, 0)
}

import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { hashPassword } from '#api/passwords/password.ts'
import type { Platform } from '#api/platform/platform.ts'
import type { Read, ReaderInput } from './reader.ts'
import { HQ_ID } from './volume.ts'

const LOGINS = Number(process.env.BENCH_LOGINS ?? 1_000)
const PASSWORD = 'maru-bench-2026'
const IDLE_MS = 20_000
const READS_PER_SECOND = 100
/** How long the logins arrive. */
const BURST_MS = 10_000

/**
 * How a thousand people who sign in at once, each with the right password and all from one address, affect
 * a reader of the cached policy list: the list at a steady rate, first alone, then during the logins.
 */
export async function measureLogins(options: {
  base: string
  databaseUrl: string
  platform: Pick<Platform, 'hasher'>
  token: string
}): Promise<void> {
  const usernames = await withPasswords(options)
  const reader = { url: `${options.base}/policies?limit=50`, token: options.token }
  await reading(reader, () => sleep(2_000))

  const before = await reading(reader, () => sleep(IDLE_MS))
  let outcomes: Login[] = []
  const meanwhile = await reading(reader, async () => {
    outcomes = await Promise.all(loginsAt(options.base, usernames))
  })
  // Measured before and after, so that other load on the machine shows.
  const after = await reading(reader, () => sleep(IDLE_MS))
  const idleP99 = spread([...before, ...after]).p99

  const seconds = outcomes.map(({ tookMs }) => tookMs / 1000).toSorted((a, b) => a - b)
  const failed = outcomes.filter(({ status }) => status !== 200)
  const burst = meanwhile.filter(({ atMs }) => atMs < BURST_MS)
  const rows: [string, Read[]][] = [
    ['alone, before', before],
    [`while ${LOGINS.toLocaleString('en')} logins wait`, meanwhile],
    ['of these, the first 10 s', burst],
    ['of these, the rest', meanwhile.filter(({ atMs }) => atMs >= BURST_MS)],
    ['alone, afterwards', after],
  ]
  console.log(`\nThe cached policy list, ${READS_PER_SECOND} times a second:\n`)
  console.log('| | reads | p50 ms | p99 ms | most ms | × idle p99 | errors |')
  console.log('|---|---|---|---|---|---|---|')
  for (const [name, reads] of rows) {
    const { p50, p99, most } = spread(reads)
    const errors = reads.filter(({ status }) => status !== 200).length
    const times = (p99 / idleP99).toFixed(1)
    console.log(
      `| ${name} | ${reads.length} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${most.toFixed(1)} | ${times} | ${errors} |`,
    )
  }
  console.log(
    `\nLogins: ${outcomes.length}, failed ${failed.length}${failed.length > 0 ? ` (${statusesOf(failed)})` : ''}; the first after ${seconds[0]?.toFixed(1)} s, the last after ${seconds.at(-1)?.toFixed(1)} s.`,
  )
}

/** Gives shop people of the volume database a password: one hash for all, which costs each login the same. */
async function withPasswords({
  databaseUrl,
  platform,
}: {
  databaseUrl: string
  platform: Pick<Platform, 'hasher'>
}): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ username: string }>(
    `update users set password_hash = $1 where id in (
       select u.id from users u join companies c on c.id = u.company_id
       where c.hq_id = $2 and c.tier = 'retail' order by u.id limit $3)
     returning username`,
    [await hashPassword(platform, PASSWORD), HQ_ID, LOGINS],
  )
  await client.end()
  return rows.map(({ username }) => username)
}

type Login = { status: number; tookMs: number }

/** One connection for each, as from as many browsers; no client gives up. */
function loginsAt(base: string, usernames: string[]): Promise<Login>[] {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  return usernames.map(
    (username) =>
      new Promise((resolve) => {
        const startedAt = performance.now()
        const done = (status: number) => resolve({ status, tookMs: performance.now() - startedAt })
        request(
          `${base}/auth/login`,
          { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
          (response) => response.resume().once('end', () => done(response.statusCode ?? 0)),
        )
          .once('error', () => done(0))
          .end(JSON.stringify({ username, password: PASSWORD }))
      }),
  )
}

/** Reads at the steady rate for as long as `work` lasts. */
async function reading(
  input: Pick<ReaderInput, 'url' | 'token'>,
  work: () => Promise<unknown>,
): Promise<Read[]> {
  const workerData: ReaderInput = { ...input, perSecond: READS_PER_SECOND }
  const worker = new Worker(new URL('./reader.ts', import.meta.url), { workerData })
  await once(worker, 'online')
  await work()
  worker.postMessage('enough')
  const [reads] = await once(worker, 'message')
  return reads
}

function spread(reads: Read[]) {
  const all = reads.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

const statusesOf = (logins: Login[]) => [...new Set(logins.map(({ status }) => status))].join(', ')
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

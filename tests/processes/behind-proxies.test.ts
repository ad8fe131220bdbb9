import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { type NodeProcess, startNode } from './node-process.ts'

/** These tests start processes, and other suites may use both cores. */
const START_MS_MAX = 180_000
/** Wrong look-ups of orders that one address may make in half an hour. */
const TRIES_MAX = 5

const METRICS_TOKEN = crypto.randomUUID()
const database = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'maru-proxies-'))
const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
const env = {
  DATABASE_URL: database.url,
  TOKEN_KEYS: ring,
  VAULT_KEYS: ring,
  MARU_DATA: folder,
  METRICS_TOKEN,
}
let open: NodeProcess
let behindOne: NodeProcess
beforeAll(async () => {
  const started = [startNode(env), startNode({ ...env, TRUSTED_PROXIES: '1' })] as const
  ;[open, behindOne] = await Promise.all(started)
}, START_MS_MAX)
afterAll(async () => {
  for (const node of [open, behindOne]) node?.signal('SIGTERM')
  await Promise.all([open?.ended, behindOne?.ended])
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

let orders = 0
/** A wrong look-up, each of another order, because look-ups of one order count together for all addresses. */
async function track(node: NodeProcess, forwardedFor: string): Promise<number> {
  const headers = { 'x-forwarded-for': forwardedFor }
  const query = `order=SK-260101-${1000 + ++orders}&phone=0000`
  return (await fetch(`${node.url}/api/v2/track?${query}`, { headers })).status
}
const tries = (node: NodeProcess, addressOf: (n: number) => string) =>
  Promise.all(Array.from({ length: TRIES_MAX + 1 }, (_, n) => track(node, addressOf(n))))
const refused = (statuses: number[]) => statuses.filter((status) => status === 429).length

test('behind a proxy each client has its own limits', async () => {
  expect(refused(await tries(behindOne, () => '203.0.113.1'))).toBe(1)
  expect(await track(behindOne, '203.0.113.2')).not.toBe(429)
})

test('behind a proxy the entries that a client writes are ignored', async () => {
  expect(refused(await tries(behindOne, (n) => `198.51.100.${n}, 203.0.113.3`))).toBe(1)
})

test('one IPv6 network counts as one client', async () => {
  expect(refused(await tries(behindOne, (n) => `2001:db8:0:1::${n}`))).toBe(1)
  expect(await track(behindOne, '2001:db8:0:2::1')).not.toBe(429)
})

test('without a proxy the header changes nothing', async () => {
  expect(refused(await tries(open, (n) => `203.0.113.${n}`))).toBe(1)
})

test('metrics are for clients with the token', async () => {
  const ask = async (headers = {}) => (await fetch(`${open.url}/metrics`, { headers })).status
  expect(await ask()).toBe(401)
  expect(await ask({ authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200)
})

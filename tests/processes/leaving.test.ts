import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Listening, listen } from '../servers/listen.ts'
import { openWorld, type World } from '../world.ts'
import { type NodeProcess, startNode } from './node-process.ts'

// Whatever hangs or breaks around it, a process answers its open requests and ends.

/** These tests start processes, and other suites may use both cores. */
const LONG_MS_MAX = 180_000
const RING = `k1:${Buffer.alloc(32, 9).toString('base64url')}`

let world: World
/** Accepts every request and answers none. */
let silent: Listening
let asked = 0
beforeAll(async () => {
  world = await openWorld({ costlyHashes: true })
  silent = await listen(createServer(() => void asked++))
})
afterAll(async () => {
  await silent.close()
  await world.close()
})

const start = (env: Record<string, string> = {}) =>
  startNode({ DATABASE_URL: world.database.url, TOKEN_KEYS: RING, VAULT_KEYS: RING, ...env })
const accepts = ({ url }: NodeProcess) =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  )

test(
  'one whose QStash never answers accepts no new request after the signal, and ends',
  async () => {
    const node = await start({
      QSTASH_URL: silent.url,
      QSTASH_TOKEN: 't',
      QSTASH_CURRENT_SIGNING_KEY: 'a',
      QSTASH_NEXT_SIGNING_KEY: 'b',
    })
    while (asked === 0) await new Promise(setImmediate)
    node.signal('SIGTERM')
    while (await accepts(node)) await new Promise(setImmediate)
    expect(await node.ended).toBe(0)
  },
  LONG_MS_MAX,
)

test(
  'one whose log is no longer read goes on',
  async () => {
    const node = await start({ LOG_LEVEL: 'info' })
    node.unheard()
    for (let i = 0; i < 50; i++) expect(await accepts(node)).toBe(true)
    node.signal('SIGTERM')
    expect(await node.ended).toBe(0)
  },
  LONG_MS_MAX,
)

test(
  'one with an uncaught error logs it without its data, and ends with 1',
  async () => {
    const fault = "Object.assign(new Error('a fault'), { detail: '010-1234' + '-5678' })"
    const code = `process.on('SIGUSR2', () => { throw ${fault} })`
    const node = await start({
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
    })
    node.signal('SIGUSR2')
    expect(await node.ended).toBe(1)
    const said = node.said.join('\n')
    expect(said).toMatch(/"event":"process.failed".*"message":"a fault"/)
    expect(said).not.toContain('010-1234-5678')
  },
  LONG_MS_MAX,
)

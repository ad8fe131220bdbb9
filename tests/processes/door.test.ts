import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { SOCKET_LIMITS } from '#api/platform/live-socket.ts'
import { type Remote, signIn } from '../remote.ts'
import { openWorld, type World } from '../world.ts'
import { type NodeProcess, startNode } from './node-process.ts'

/** These tests start processes, and other suites may use both cores. */
const START_MS_MAX = 180_000
const MANY = 300
const LIVE = '/api/v2/live'

let world: World
let folder: string
let node: NodeProcess
let person: Remote
beforeAll(async () => {
  world = await openWorld({ costlyHashes: true })
  // The process uses the real time, so the data that it reads must not be from its future.
  world.platform.clock.set(new Date(Date.now() - 60_000))
  await world.mintTree()
  folder = await mkdtemp(join(tmpdir(), 'maru-door-'))
  const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
  node = await startNode({
    DATABASE_URL: world.database.url,
    TOKEN_KEYS: ring,
    VAULT_KEYS: ring,
    MARU_DATA: folder,
  })
  person = await signIn(node.url, 't1-h-admin')
}, START_MS_MAX)
afterAll(async () => {
  node?.signal('SIGTERM')
  await node?.ended
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** The open descriptors of the process, also those of its pools. */
const descriptors = () => readdirSync(`/proc/${node.pid}/fd`).length
/** Returns when the process has no more descriptors than before; hangs otherwise. */
async function letGo(before: number) {
  while (descriptors() > before) await new Promise(setImmediate)
}
async function expectAlive() {
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
}

/** Sends the lines unchanged; our half of the connection stays open. */
function raw(...lines: string[]): Socket {
  const { port, hostname: host } = new URL(node.url)
  const socket = connect({ port: Number(port), host, allowHalfOpen: true })
  socket.on('error', () => {})
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return socket
}
const statusOf = async (socket: Socket) =>
  Number(String((await once(socket, 'data'))[0]).match(/^HTTP\/1.1 (\d+)/)?.[1])
const handshake = (more: string[] = [], path = LIVE, key = 'AAAAAAAAAAAAAAAAAAAAAA==') => [
  `GET ${path} HTTP/1.1`,
  'Host: maru.test',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${key}`,
  ...more,
]
const bearer = () => `Authorization: Bearer ${person.accessToken}`

describe(`${MANY} requests that`, () => {
  const foreign = (upgrade: string, path: string) => [
    `GET ${path} HTTP/1.1`,
    'Host: maru.test',
    'Connection: Upgrade',
    `Upgrade: ${upgrade}`,
  ]
  test.each<[string, number, () => string[]]>([
    ['upgrade to something else', 200, () => foreign('foo', '/healthz')],
    ['upgrade to HTTP/2', 200, () => foreign('h2c', '/healthz')],
    ['upgrade a page', 404, () => foreign('foo', '/nowhere.js')],
    ['open a WebSocket elsewhere', 200, () => handshake([], '/healthz')],
    ['open a socket without signing in', 401, () => handshake()],
    ['open one with a bad key', 401, () => handshake([], LIVE, 'bad')],
    ['open one with a bad key, signed in', 426, () => handshake([bearer()], LIVE, 'bad')],
  ])(
    '%s get %i and leave no descriptor, whether or not they read the answer',
    async (_, status, lines) => {
      await expectAlive()
      const before = descriptors()
      const stay = Array.from({ length: MANY / 2 }, () => raw(...lines()))
      expect(new Set(await Promise.all(stay.map(statusOf)))).toEqual(new Set([status]))
      const leave = Array.from({ length: MANY / 2 }, () => raw(...lines()))
      await Promise.all(leave.map((socket) => once(socket, 'connect')))
      for (const socket of [...stay, ...leave]) socket.destroy()
      await letGo(before)
      await expectAlive()
    },
  )
})

test('what the framework refuses is not answered from memory', async () => {
  const list = (...more: string[]) => ['GET /api/v2/policies HTTP/1.1', 'Host: maru.test', ...more]
  const statusFor = async (...lines: string[]) => {
    const socket = raw(...lines)
    const status = await statusOf(socket)
    socket.destroy()
    return status
  }
  for (let nth = 0; nth < 3; nth++) expect(await statusFor(...list(bearer()))).toBe(200)
  // Two credentials: which of them a proxy in front has checked, nobody knows.
  expect(await statusFor(...list(bearer(), 'Authorization: Bearer other'))).toBe(401)
  expect(await statusFor(...list('Authorization: Bearer other', bearer()))).toBe(401)
})

test('a request for events without a handshake gets the remedy', async () => {
  const { status, headers, body } = await person.get('live')
  expect([status, body.code, headers.get('upgrade')]).toEqual([
    426,
    'upgrade_required',
    'websocket',
  ])
  expect(headers.get('sec-websocket-version')).toBe('13')
})

describe('sockets', () => {
  const open = async () => {
    const socket = new WebSocket(`${node.url.replace('http', 'ws')}${LIVE}`, {
      headers: { authorization: `Bearer ${person.accessToken}` },
    })
    await once(socket, 'open')
    return socket
  }
  const ended = (sockets: WebSocket[]) =>
    Promise.all(
      sockets.map(async (socket) => {
        socket.terminate()
        await once(socket, 'close')
      }),
    )

  test('are limited per person; one more is refused until another closes', async () => {
    const before = descriptors()
    const held = await Promise.all(Array.from({ length: SOCKET_LIMITS.perPerson }, open))
    for (let i = 0; i < 50; i++) {
      const refused = raw(...handshake([bearer()]))
      expect(await statusOf(refused)).toBe(429)
      refused.destroy()
    }
    const [first] = held.splice(0, 1)
    if (first) await ended([first])
    for (;;) {
      const again = raw(...handshake([bearer()]))
      const status = await statusOf(again)
      again.destroy()
      if (status === 101) break
      expect(status).toBe(429)
    }
    await ended(held)
    await letGo(before)
  })

  test('that flood it without reading cost neither its memory nor its time', async () => {
    const before = await memoryOf(node.pid)
    const sockets = await Promise.all(Array.from({ length: 4 }, open))
    const codes = sockets.map((socket) => {
      socket.on('error', () => {})
      return new Promise((resolve) => socket.once('close', resolve))
    })
    for (const socket of sockets) {
      socket.pause()
      for (let i = 0; i < 30_000; i++) socket.send('ping')
    }
    for (let i = 0; i < 20; i++) await expectAlive()
    expect((await memoryOf(node.pid)) - before).toBeLessThan(100_000_000)
    for (const socket of sockets) socket.resume()
    for (const code of await Promise.all(codes)) expect([1006, 1008]).toContain(code)
  })
})

/** Resident bytes. */
async function memoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(text.match(/VmRSS:\s+(\d+) kB/)?.[1]) * 1024
}

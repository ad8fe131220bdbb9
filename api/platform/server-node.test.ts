import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer } from './server-node.ts'

// Every connection has an end, whatever its client does. The test uses short times; the real ones are in
// the code.
const SHORT = { headers: 200, request: 300, keepAlive: 200, idle: 1_500, handshake: 300, check: 50 }
const HANDSHAKE = [
  'GET /live HTTP/1.1',
  'Host: maru.test',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
]

let door: Awaited<ReturnType<typeof openServer>>
let port: number
let begun = 0
beforeAll(async () => {
  door = await openServer({
    port: 0,
    host: '127.0.0.1',
    socketPath: '/live',
    times: SHORT,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      begun += 1
      if (search === '?never') return new Promise(() => {})
      if (pathname === '/live') return new Response(null, { status: 401 })
      return new Response(`${request.method} ${pathname} ${(await request.text()).length}`)
    },
  })
  // A TCP server that listens has an address with a port.
  port = (door.server.address() as AddressInfo).port
})
afterAll(() => door.close(1_000))

/** A client that keeps its half of the connection open, and reads only on request. */
function client(lines: string[], end = '\r\n\r\n'): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  socket.write(lines.join('\r\n') + end)
  return socket
}
async function answerOf(socket: Socket): Promise<string> {
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  await once(socket, 'end')
  return heard
}
const connections = () =>
  new Promise<number>((resolve, reject) =>
    door.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
/** Returns when the server has released every connection; hangs otherwise. */
async function none() {
  while ((await connections()) > 0) await new Promise(setImmediate)
}

describe.each([
  ['something else', ['Connection: Upgrade', 'Upgrade: foo']],
  ['h2c', ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQ']],
  ['a WebSocket on another path', HANDSHAKE.slice(2)],
])('an upgrade to %s', (_, lines) => {
  test('is answered as an ordinary request, and the connection stays open', async () => {
    const head = (more: string) => ['GET /a HTTP/1.1', 'Host: maru.test', ...lines, more]
    const socket = client(head('X: 1'))
    const [first] = await once(socket, 'data')
    expect(String(first)).toMatch(/^HTTP\/1.1 200 [\s\S]*GET \/a 0$/)
    socket.write(['POST /b HTTP/1.1', 'Host: a', 'Content-Length: 3', '', 'abc'].join('\r\n'))
    const [second] = await once(socket, 'data')
    expect(String(second)).toMatch(/^HTTP\/1.1 200 [\s\S]*POST \/b 3$/)
    socket.destroy()
    await none()
  })

  test('by hundreds leaves no connection behind, whether or not they wait for the answer', async () => {
    const lasting = Array.from({ length: 150 }, () =>
      client(['GET / HTTP/1.1', 'Host: maru.test', ...lines]),
    )
    await Promise.all(lasting.map((socket) => once(socket, 'data')))
    const gone = Array.from({ length: 150 }, () =>
      client(['GET / HTTP/1.1', 'Host: maru.test', ...lines]),
    )
    await Promise.all(gone.map((socket) => once(socket, 'connect')))
    for (const socket of [...gone, ...lasting]) socket.destroy()
    await none()
  })
})

test.each<[string, (line: string) => string | string[]]>([
  ['an invalid key', (line) => line.replace(/AAAA.*$/, 'short')],
  ['no key', (line) => (line.includes('Key') ? [] : line)],
  ['another version', (line) => line.replace('13', '8')],
  ['no version', (line) => (line.includes('Version') ? [] : line)],
  ['another method', (line) => line.replace('GET', 'POST')],
  ['a body', (line) => (line.startsWith('Host') ? [line, 'Content-Length: 1'] : line)],
])('a handshake with %s is treated as an ordinary request', async (_, change) => {
  const socket = client(HANDSHAKE.flatMap(change), '\r\n\r\nx')
  const [first] = await once(socket, 'data')
  expect(String(first)).toMatch(/^HTTP\/1.1 401 /)
  expect(String(first)).not.toContain('Connection: close\r\nContent-Length: 0')
  socket.destroy()
  await none()
})

describe('a valid handshake', () => {
  test('that is refused ends, even if the client keeps its half open and goes on sending', async () => {
    const sockets = Array.from({ length: 100 }, () => client(HANDSHAKE, '\r\n\r\nmore and more'))
    const answers = await Promise.all(sockets.map(answerOf))
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 401 /)
    await none()
    for (const socket of sockets) socket.destroy()
  })

  test('ends if its answer is never read', async () => {
    const sockets = Array.from({ length: 100 }, () => client(HANDSHAKE))
    for (const socket of sockets) socket.pause()
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    await none()
    for (const socket of sockets) socket.destroy()
  })

  test('that gets no decision ends, and so does one whose client disconnects', async () => {
    const undecided = HANDSHAKE.map((line) => line.replace('/live', '/live?never'))
    const waits = client(undecided)
    const leaves = client(undecided)
    await once(leaves, 'connect')
    leaves.destroy()
    await answerOf(waits).catch(() => {})
    await none()
    waits.destroy()
  })

  test('for an invalid host ends', async () => {
    const socket = client(HANDSHAKE.map((line) => line.replace('maru.test', 'a b')))
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 400 /)
    await none()
    socket.destroy()
  })
})

describe('a client that', () => {
  test('sends many requests without waiting for the answers is cut off during the first', async () => {
    const before = begun
    const requests = Array.from({ length: 1_000 }, () => 'GET /?never HTTP/1.1\r\nHost: a\r\n')
    const socket = client(requests)
    socket.resume()
    await Promise.race([once(socket, 'end'), once(socket, 'close')])
    await none()
    socket.destroy()
    expect(begun - before).toBe(1)
  })

  test('sends a few requests in advance is answered in their order', async () => {
    const requests = Array.from({ length: 8 }, (_, i) => `GET /${i} HTTP/1.1\r\nHost: a\r\n`)
    const socket = client(requests)
    let heard = ''
    for await (const part of socket) {
      heard += part
      if (heard.includes('GET /7 0')) break
    }
    expect(heard.match(/GET \/\d 0/g)).toEqual(requests.map((_, i) => `GET /${i} 0`))
    await none()
  })

  test('sends one request after another on one connection is answered each time', async () => {
    const socket = client(['GET /0 HTTP/1.1', 'Host: a'])
    for (let i = 0; i < 50; i++) {
      expect(String((await once(socket, 'data'))[0])).toContain(`GET /${i} 0`)
      socket.write(`GET /${i + 1} HTTP/1.1\r\nHost: a\r\n\r\n`)
    }
    socket.destroy()
    await none()
  })

  test.each([
    ['sends nothing', [], ''],
    ['stops within its head', ['GET / HTTP/1.1', 'Host: a'], '\r\nX-Slow: '],
    ['stops within its body', ['POST / HTTP/1.1', 'Host: a', 'Content-Length: 9'], '\r\n\r\nabc'],
    [
      'stops before its first chunk',
      ['POST / HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'],
      '\r\n\r\n1\r\na\r\n',
    ],
    ['stays open after one request', ['GET / HTTP/1.1', 'Host: a'], '\r\n\r\n'],
    ['sends a request that gets no answer', ['GET /?never HTTP/1.1', 'Host: a'], '\r\n\r\n'],
    ['requests a tunnel', ['CONNECT a:1 HTTP/1.1', 'Host: a'], '\r\n\r\n'],
    ['has an unknown expectation', ['GET / HTTP/1.1', 'Host: a', 'Expect: wonders'], '\r\n\r\n'],
    ['sends an endless head', ['GET / HTTP/1.1', `Cookie: ${'c'.repeat(20_000)}`], '\r\n'],
    ['does not send HTTP', ['\x16\x03\x01'], '\r\n\r\n'],
  ])('%s is disconnected', async (_, lines, end) => {
    const socket = client(lines, end)
    socket.resume()
    await once(socket, 'connect')
    await Promise.race([once(socket, 'end'), once(socket, 'close')])
    await none()
    socket.destroy()
  })
})

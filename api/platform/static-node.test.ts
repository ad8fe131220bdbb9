import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer } from './server-node.ts'
import { staticSite } from './static-node.ts'

const YEAR = 'public, max-age=31536000, immutable'
const SCRIPT = 'console.log("a script of the site")'
let folder: string
let server: Awaited<ReturnType<typeof openServer>>
let port: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maru-site-'))
  await mkdir(join(folder, 'site/_astro'), { recursive: true })
  await mkdir(join(folder, 'site/login'))
  await writeFile(join(folder, 'secret.txt'), 'not of the site')
  const files = {
    'index.html': '<p>start',
    '404.html': '<p>nothing here',
    'login/index.html': '<p>sign in',
    'boot.js': SCRIPT,
    _headers: '/*',
    '_astro/app.abc123.js': SCRIPT,
    '_astro/barcode-worker-Ab_1-2.js': SCRIPT,
    '_astro/app.abc123.js.gz': gzipSync(SCRIPT),
  }
  for (const [name, body] of Object.entries(files))
    await writeFile(join(folder, 'site', name), body)
  server = await openServer({
    port: 0,
    host: '127.0.0.1',
    socketPath: '/live',
    fetch: staticSite(join(folder, 'site'), { storage: 'https://s3.maru.test/files/' }).fetch,
  })
  // A TCP server that listens has an address with a port.
  port = (server.server.address() as AddressInfo).port
})
afterAll(async () => {
  await server.close(1_000)
  await rm(folder, { recursive: true })
})

/** Sends the path unchanged; `fetch` would normalise it. */
async function ask(path: string, { method = 'GET', ...headers }: Record<string, string> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined
    headers: Record<string, string | string[] | undefined>
    body: string
  }>()
  request({ port, host: '127.0.0.1', path, method, headers, agent: false }, async (answer) =>
    resolve({ status: answer.statusCode, headers: answer.headers, body: await text(answer) }),
  )
    .on('error', reject)
    .end()
  return promise
}

test.each(['/nowhere', '/login/nowhere', '/nowhere/', '/%ed%95%9c', '/login//', '/login%2f'])(
  'the missing page %s is a 404 with the page for it, and not cached',
  async (path) => {
    const { status, headers, body } = await ask(path)
    expect([status, body]).toEqual([404, '<p>nothing here'])
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  },
)

test.each(['/_astro/app.gone99.js', '/_astro/', '/_astro', '/fonts/gone.woff2', '/gone.css'])(
  'the missing file %s is a 404 without HTML, and not cached',
  async (path) => {
    const { status, headers, body } = await ask(path)
    expect([status, body]).toEqual([404, 'There is no such file.\n'])
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-type']).toMatch(/^text\/plain/)
  },
)

test.each([
  '/../secret.txt',
  '/_astro/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/_astro/..\\..\\secret.txt',
  '//secret.txt',
  '/_headers',
  '/%5fheaders',
  '/login/%00',
])('%s leads out of the site, or to a hidden file', async (path) => {
  const { status, body } = await ask(path)
  expect([400, 404]).toContain(status)
  expect(body).not.toContain('not of the site')
})

test.each([
  ['/', '<p>start', 'no-cache'],
  ['/login', '<p>sign in', 'no-cache'],
  ['/login/', '<p>sign in', 'no-cache'],
  ['/login/?from=%2F', '<p>sign in', 'no-cache'],
  ['/boot.js', SCRIPT, 'no-cache'],
  ['/_astro/app.abc123.js', SCRIPT, YEAR],
])('%s is served', async (path, content, kept) => {
  const { status, headers, body } = await ask(path)
  expect([status, body, headers['cache-control']]).toEqual([200, content, kept])
  const head = await ask(path, { method: 'HEAD' })
  expect([head.status, head.body, head.headers['content-length']]).toEqual([
    200,
    '',
    String(content.length),
  ])
})

describe('a file', () => {
  test('is compressed for clients that accept it', async () => {
    const { headers } = await ask('/_astro/app.abc123.js', { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBe('gzip')
    expect([headers.vary, headers['cache-control']]).toEqual(['Accept-Encoding', YEAR])
  })

  test.each(['/', '/_astro/app.abc123.js'])(
    'that has not changed is not sent again: %s',
    async (path) => {
      const { headers } = await ask(path)
      const again = await ask(path, { 'if-none-match': String(headers.etag) })
      expect([again.status, again.body]).toEqual([304, ''])
      expect(again.headers['cache-control']).toBe(headers['cache-control'])
      expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200)
    },
  )

  test('that changed is sent again, even with the same date', async () => {
    const { headers } = await ask('/boot.js')
    await cp(join(folder, 'site/index.html'), join(folder, 'site/boot.js'), {
      preserveTimestamps: true,
    })
    const again = await ask('/boot.js', { 'if-none-match': String(headers.etag) })
    expect([again.status, again.body]).toEqual([200, '<p>start'])
    await writeFile(join(folder, 'site/boot.js'), SCRIPT)
  })

  test('can be read in parts', async () => {
    const part = await ask('/_astro/app.abc123.js', { range: 'bytes=0-6' })
    expect([part.status, part.body]).toEqual([206, SCRIPT.slice(0, 7)])
    expect((await ask('/_astro/app.abc123.js', { range: 'bytes=9999-' })).status).toBe(416)
  })
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not for pages', async (method) => {
  for (const path of ['/', '/login', '/nowhere', '/_astro/app.abc123.js']) {
    const { status, headers } = await ask(path, { method })
    expect([status, headers.allow, headers['cache-control']]).toEqual([
      405,
      'GET, HEAD',
      'no-cache',
    ])
  }
})

test('only the thread of the barcode reader may compile WebAssembly; files go to the storage', async () => {
  const policyOf = async (path: string) => (await ask(path)).headers['content-security-policy']
  for (const path of ['/', '/login', '/_astro/app.abc123.js', '/barcode-worker-x.js', '/nowhere']) {
    expect(await policyOf(path), path).not.toContain('wasm')
    expect(await policyOf(path), path).toContain("connect-src 'self' https://s3.maru.test;")
  }
  const reader = await policyOf('/_astro/barcode-worker-Ab_1-2.js')
  expect(reader).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(reader).toContain("connect-src 'self';")
})

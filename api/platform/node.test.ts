import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/database.ts'
import { startQstash } from '#tests/servers/qstash.ts'
import { REDIS_MISSING, startRedis } from '#tests/servers/redis.ts'
import { startS3 } from '#tests/servers/s3.ts'
import { startUpstash } from '#tests/servers/upstash.ts'
import { parseConfig } from './config.ts'
import { withKeys } from './demo-keys.ts'
import { nodePlatform } from './node.ts'
import type { Platform } from './platform.ts'
import { testPlatform } from './test.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru node '))
const database = await testDatabase()
const redis = await startRedis()
const upstash = redis && (await startUpstash(redis.url))
const qstash = await startQstash()
const s3 = await startS3()
afterAll(async () => {
  await s3.close()
  await qstash.close()
  await upstash?.close()
  await redis?.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
const real = {
  DATABASE_URL: database.url,
  TOKEN_KEYS: ring,
  VAULT_KEYS: ring,
  MARU_DATA: folder,
}
const environments: Record<string, Record<string, string>> = {
  'an empty environment': { MARU_DATA: folder },
  'a replica, QStash and S3': {
    ...real,
    DATABASE_REPLICA_URL: database.url,
    // No server listens there; the test looks at the address that QStash gets.
    PUBLIC_URL: 'http://127.0.0.1:1',
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: qstash.token,
    QSTASH_CURRENT_SIGNING_KEY: qstash.currentKey,
    QSTASH_NEXT_SIGNING_KEY: qstash.nextKey,
    S3_ENDPOINT: s3.endpoint,
    S3_REGION: s3.region,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.keyId,
    S3_SECRET_ACCESS_KEY: s3.secret,
  },
}
if (redis && upstash) {
  environments.Redis = { ...real, REDIS_URL: redis.url }
  environments.Upstash = {
    ...real,
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
  }
} else test.skip(`platforms on Redis and Upstash ${REDIS_MISSING}`, () => {})

/** A vector of RFC 7914, section 12, shortened. */
async function hashOf({ hasher }: Platform) {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const cost = { n: 16_384, r: 8, p: 1 }
  return (await hasher.derive(bytes('pleaseletmein'), bytes('SodiumChloride'), cost, 16)).toHex()
}

async function open(env: Record<string, string>) {
  const lines: Record<string, unknown>[] = []
  const platform = nodePlatform(await withKeys(parseConfig(env)), {
    databaseUrl: database.url,
    write: (line) => void lines.push(JSON.parse(line)),
  })
  return { platform, lines }
}

describe.each(Object.entries(environments))('a Node platform from %s', (name, env) => {
  test('answers at every port, and releases everything', async () => {
    const { platform, lines } = await open(env)
    const key = crypto.randomUUID()

    for (const db of [platform.db, platform.replica])
      expect(await db.execute(sql`select 1 as one`)).toMatchObject({ rows: [{ one: 1 }] })
    const version = await platform.cache.version(key)
    expect(await platform.cache.version(key)).toBe(version)
    await platform.cache.bump(key)
    expect(await platform.cache.version(key)).not.toBe(version)
    expect((await platform.limiter.limit(key, 1, 60)).allowed).toBe(true)
    expect((await platform.limiter.limit(key, 1, 60)).allowed).toBe(false)
    await platform.queue.wake([key])
    await platform.files.put(`t/${key}`, new Blob(['x']).stream(), 'text/plain')
    const file = await platform.files.open(`t/${key}`)
    expect(file && (await text(file.body))).toBe('x')
    const goodbye = Promise.withResolvers<number | undefined>()
    const event = Promise.withResolvers<string>()
    platform.rooms.join('com_1', { send: event.resolve, close: goodbye.resolve })
    await platform.realtime.publish('com_1', { type: 'order.placed', id: 'ord_1' })
    expect(await event.promise).toBe('{"type":"order.placed","id":"ord_1"}')
    expect(await platform.vault.open(await platform.vault.seal('계좌'))).toBe('계좌')
    expect(
      await platform.batcher.add('a', 1, async () => [{ status: 'fulfilled', value: 2 }]),
    ).toBe(2)
    expect(await hashOf(platform)).toBe('7023bdcb3afd7348461c06cd81fd38eb')
    expect(platform.mail.configured).toBe(platform.settings.demo)
    expect(await platform.metrics.text()).toContain('maru_pool_connections')
    expect(platform.settings.demo).toBe(name === 'an empty environment')
    expect(platform.verifyQstash === undefined).toBe(!('QSTASH_TOKEN' in env))

    await Promise.all([platform.drain(), platform.drain()])
    expect(await goodbye.promise).toBe(1001)
    await expect(platform.db.execute(sql`select 1`)).rejects.toThrow()
    expect(lines).toEqual([])
  })
})

test('QStash gets our public address for a wake', async () => {
  await qstash.settled()
  const addresses = new Set(qstash.deliveries.map((delivery) => delivery.url))
  expect([...addresses]).toEqual(['http://127.0.0.1:1/api/jobs/run'])
})

describe('mail of the demo', () => {
  test('is written to the log with its link, or goes where the configuration says', async () => {
    const { platform, lines } = await open({ MARU_DATA: folder })
    const letter = { to: 'kim@example.test', subject: '마루', text: 'https://maru.example/x?t=1' }
    await platform.mail.send(letter)
    expect(lines).toMatchObject([{ event: 'mail', ...letter }])
    await platform.drain()

    const other = await open({
      MARU_DATA: folder,
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'maru@example.test',
    })
    await expect(other.platform.mail.send(letter)).rejects.toThrow('mail server')
    expect(other.lines).toEqual([])
    await other.platform.drain()
  })
})

describe('deferred work', () => {
  test('is awaited by drain, also if deferred by other deferred work; a failure is logged', async () => {
    const { platform, lines } = await open({ MARU_DATA: folder })
    const gate = Promise.withResolvers<void>()
    const done: string[] = []
    platform.defer(
      gate.promise.then(() => {
        done.push('first')
        platform.defer(platform.db.execute(sql`select 1`).then(() => done.push('second')))
      }),
    )
    platform.defer(Promise.reject(new Error('it broke')))
    const drained = platform.drain()
    gate.resolve()
    await drained
    expect(done).toEqual(['first', 'second'])
    expect(lines).toMatchObject([{ event: 'deferred.failed', error: { message: 'it broke' } }])
  })
})

describe('the demo’s keys', () => {
  test('are made once, readable by the owner only, and equal for simultaneous starts', async () => {
    const own = join(folder, 'new', 'place')
    const config = parseConfig({ MARU_DATA: own })
    const starts = await Promise.all(Array.from({ length: 5 }, () => withKeys(config)))
    const again = await withKeys(config)
    for (const { tokenKeys, vaultKeys } of starts)
      expect({ tokenKeys, vaultKeys }).toEqual({
        tokenKeys: again.tokenKeys,
        vaultKeys: again.vaultKeys,
      })
    expect((await stat(join(own, 'keys.json'))).mode & 0o777).toBe(0o600)
    expect(again.tokenKeys[0]?.secret).toHaveLength(32)
    expect(again.tokenKeys[0]?.secret).not.toEqual(again.vaultKeys[0]?.secret)
  })

  test('configured keys take precedence', async () => {
    const { tokenKeys } = await withKeys(parseConfig({ MARU_DATA: folder, TOKEN_KEYS: ring }))
    expect(tokenKeys.map((key) => key.id)).toEqual(['k1'])
  })
})

describe('the test platform', () => {
  test('has a clock that only the test moves, and records what was sent', async () => {
    const platform = testPlatform({ databaseUrl: database.url })
    const noon = platform.clock.now()
    expect(platform.clock.now()).toEqual(noon)
    platform.clock.advance(60)
    expect(platform.clock.now().getTime() - noon.getTime()).toBe(60_000)
    platform.clock.set('2027-01-01T00:00:00Z')
    expect(platform.clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z')

    await platform.queue.wake(['job_1'])
    await platform.realtime.publish('com_1', { type: 'order.placed', id: 'ord_1' })
    platform.log.info('seen', { n: 1 })
    expect(platform.woken).toEqual(['job_1'])
    await platform.mail.send({ to: 'kim@example.test', subject: '마루', text: '안녕' })
    expect(platform.mails).toEqual([{ to: 'kim@example.test', subject: '마루', text: '안녕' }])
    expect(platform.published).toEqual([{ companyId: 'com_1', type: 'order.placed', id: 'ord_1' }])
    expect(platform.logged).toMatchObject([{ event: 'seen', n: 1 }])
    await platform.close()
  })

  test('a failure after the response fails the test that settles', async () => {
    const platform = testPlatform({ databaseUrl: database.url })
    platform.defer(Promise.reject(new Error('it broke')))
    await expect(platform.settled()).rejects.toThrow('it broke')
    await platform.settled()
    expect(() => platform.metrics.count('maru_unheard_of')).toThrow('metrics.ts')
    await platform.close()
  })
})

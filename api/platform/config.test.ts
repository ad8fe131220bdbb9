import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig, VARIABLES } from './config.ts'

const key = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64url')
const real = {
  DATABASE_URL: 'postgres://maru:secret@db.example:5432/maru',
  TOKEN_KEYS: `k2:${key(32)},k1:${key(48)}`,
  VAULT_KEYS: `v1:${key(32)}`,
}
const qstash = {
  PUBLIC_URL: 'https://maru.example',
  QSTASH_TOKEN: 'qstash-token-value',
  QSTASH_CURRENT_SIGNING_KEY: 'a',
  QSTASH_NEXT_SIGNING_KEY: 'b',
}
const s3 = {
  S3_ENDPOINT: 'https://s3.example',
  S3_BUCKET: 'maru',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 's3-secret-value',
}
const upstash = {
  UPSTASH_REDIS_REST_URL: 'https://u.example',
  UPSTASH_REDIS_REST_TOKEN: 'upstash-token-value',
}

const smtp = { SMTP_URL: 'smtps://maru:smtp-secret@mail.example:465', MAIL_FROM: 'm@maru.example' }
const mailHttp = {
  MAIL_HTTP_URL: 'https://api.mail.example/emails',
  MAIL_HTTP_TOKEN: 'mail-token-value',
  MAIL_FROM: '마루 <m@maru.example>',
}

const complaint = (env: Record<string, unknown>) => {
  try {
    parseConfig(env)
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error'
  }
  return 'accepted'
}

describe('an empty environment', () => {
  test('is the demo on one machine', () => {
    expect(parseConfig({})).toEqual({
      demo: true,
      port: 8787,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8787',
      dataFolder: '.maru',
      database: undefined,
      databasePool: 8,
      redis: undefined,
      upstash: undefined,
      qstash: undefined,
      s3: undefined,
      mail: undefined,
      trustedProxies: 0,
      bootstrapToken: undefined,
      metricsToken: undefined,
      requestsPerMinute: 600,
      tokenKeys: undefined,
      vaultKeys: undefined,
      logLevel: 'info',
      release: 'dev',
    })
  })

  test('is the same as one of empty texts, and variables of other programs are ignored', () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES.shape).map((name) => [name, '']))
    expect(parseConfig({ ...empty, PATH: '/bin' })).toEqual(parseConfig({}))
  })

  test('the public address follows the port', () => {
    expect(parseConfig({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000')
  })
})

describe('a real installation', () => {
  test('has a database, its keys in order, and is not a demo', () => {
    const config = parseConfig({ ...real, DATABASE_REPLICA_URL: 'postgres://replica/maru' })
    expect(config.demo).toBe(false)
    expect(config.database?.replicaUrl).toBe('postgres://replica/maru')
    expect(config.tokenKeys?.map((k) => [k.id, k.secret.length])).toEqual([
      ['k2', 32],
      ['k1', 48],
    ])
    expect(config.vaultKeys?.[0]?.secret).toEqual(new Uint8Array(32).fill(7))
  })

  test.each(['TOKEN_KEYS', 'VAULT_KEYS'])(
    'without %s does not start, and explains how to make it',
    (name) => {
      expect(complaint({ ...real, [name]: undefined })).toMatch(
        new RegExp(`${name} is missing.*openssl`),
      )
    },
  )

  test('uses the configured engines', () => {
    expect(parseConfig({ ...real, ...qstash, ...s3, ...upstash })).toMatchObject({
      publicUrl: 'https://maru.example',
      qstash: { url: 'https://qstash.upstash.io', currentKey: 'a', nextKey: 'b' },
      s3: { endpoint: 'https://s3.example', region: 'auto', bucket: 'maru' },
      upstash: { url: 'https://u.example' },
    })
    expect(parseConfig({ ...real, REDIS_URL: 'rediss://r.example:6379' }).redis).toEqual({
      url: 'rediss://r.example:6379',
    })
  })
})

describe('mail', () => {
  test('goes by SMTP or by HTTP, with or without the demo', () => {
    expect(parseConfig({ ...real, ...smtp }).mail).toEqual({
      by: 'smtp',
      url: smtp.SMTP_URL,
      from: smtp.MAIL_FROM,
    })
    expect(parseConfig(mailHttp).mail).toEqual({
      by: 'http',
      url: mailHttp.MAIL_HTTP_URL,
      token: mailHttp.MAIL_HTTP_TOKEN,
      from: mailHttp.MAIL_FROM,
    })
  })
  test('by both at once is refused', () => {
    expect(complaint({ ...smtp, ...mailHttp })).toContain('SMTP_URL and MAIL_HTTP_URL')
  })
  test('a sender without a way to send', () => {
    expect(complaint({ MAIL_FROM: smtp.MAIL_FROM })).toContain('- MAIL_FROM is set without')
  })
})

describe('an incomplete configuration is refused with the missing names', () => {
  test.each(Object.keys(qstash))('QStash without %s', (name) => {
    expect(complaint({ ...qstash, [name]: undefined })).toContain(`- ${name} is missing`)
  })
  test.each(Object.keys(s3))('S3 without %s', (name) => {
    expect(complaint({ ...s3, [name]: undefined })).toContain(`- ${name} is missing`)
  })
  test.each(Object.keys(upstash))('Upstash without %s', (name) => {
    expect(complaint({ ...upstash, [name]: undefined })).toContain(`- ${name} is missing`)
  })
  test.each(Object.keys(mailHttp))('mail by HTTP without %s', (name) => {
    expect(complaint({ ...mailHttp, [name]: undefined })).toContain(`- ${name} is missing`)
  })
  test('mail by SMTP without a sender', () => {
    expect(complaint({ SMTP_URL: smtp.SMTP_URL })).toContain('- MAIL_FROM is missing: SMTP_URL')
  })
  test('a replica of nothing', () => {
    expect(complaint({ DATABASE_REPLICA_URL: 'postgres://r/m' })).toContain('set DATABASE_URL too')
  })
  test('two caches', () => {
    expect(complaint({ ...upstash, REDIS_URL: 'redis://r' })).toContain('keep one')
  })
  test('a public address alone is complete', () => {
    expect(parseConfig({ PUBLIC_URL: 'https://maru.example/' }).publicUrl).toBe(
      'https://maru.example',
    )
  })
})

describe('a bad value is refused by name', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'maru.example'],
    ['PUBLIC_URL', 'https://maru.example/app'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['DATABASE_POOL', '0'],
    ['REDIS_URL', 'http://r'],
    ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'https://mail.example'],
    ['MAIL_HTTP_URL', 'smtp://mail.example'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@x.example, b@x.example'],
    ['MAIL_FROM', 'Maru <m@x.example>\r\nBcc: eve@x.example'],
    ['TRUSTED_PROXIES', '-1'],
    ['TRUSTED_PROXIES', 'yes'],
    ['METRICS_TOKEN', 'short'],
    ['BOOTSTRAP_TOKEN', 'x'.repeat(31)],
    ['NEON_WS_PROXY', 'wss://proxy'],
    ['TOKEN_KEYS', 'nokid'],
    ['TOKEN_KEYS', `k1:${key(31)}`],
    ['TOKEN_KEYS', `k1:${key(32)},k1:${key(32)}`],
    ['VAULT_KEYS', `v1:${key(33)}`],
  ])('%s=%s', (name, value) => {
    expect(complaint({ [name]: value })).toContain(`- ${name} `)
  })

  test('all of them at once, in one error', () => {
    const message = complaint({ PORT: 'x', LOG_LEVEL: 'x', REDIS_URL: 'x' })
    for (const name of ['PORT', 'LOG_LEVEL', 'REDIS_URL']) expect(message).toContain(`- ${name} `)
  })

  test('no value is ever repeated in the message', () => {
    const secret = 'do-not-print-me'
    const everything = Object.keys(VARIABLES.shape).map((name) => [name, secret])
    expect(complaint(Object.fromEntries(everything))).not.toContain(secret)
  })
})

test('.env.example names exactly the variables that are read, all of them empty', () => {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n')
  const named = lines.filter((line) => line && !line.startsWith('#'))
  expect(named.map((line) => line.replace(/=$/, '')).sort()).toEqual(
    Object.keys(VARIABLES.shape).sort(),
  )
})

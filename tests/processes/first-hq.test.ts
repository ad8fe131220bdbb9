import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ROOT } from '../../scripts/tools.ts'
import { freePort } from './node-process.ts'
import { ending, line, runVerb, signalGroup, startVerb } from './verb-process.ts'

// The README's steps to an own installation, on the Node of the machine: an empty database, its migrations,
// the first headquarters, the start, the first sign-in.

const PASSWORD = 'sunflower-morning-7'
const key = () => `k1:${randomBytes(32).toString('base64url')}`
const name = `first_hq_${randomBytes(6).toString('hex')}`

let env: Record<string, string>
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maru-first-hq-'))
  await onServer(`create database ${name}`)
  const database = new URL(inject('serverUrl'))
  database.pathname = name
  const port = String(await freePort())
  env = {
    DATABASE_URL: database.href,
    TOKEN_KEYS: key(),
    VAULT_KEYS: key(),
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: port,
    MARU_DATA: folder,
  }
})
afterAll(async () => {
  await onServer(`drop database if exists ${name} with (force)`)
  rmSync(folder, { recursive: true })
})

async function onServer(statement: string) {
  const client = new pg.Client({ connectionString: inject('serverUrl') })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The arguments after the verb in the README, split as a shell splits them. */
function argumentsInReadme(): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const [, text = ''] = /npm run hq:create -- ((?:.*\\\n)*.*)\n/.exec(readme) ?? []
  const words = text.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|(\S+)/g)
  return [...words].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

test('before the migrations, verbs that need tables report it', async () => {
  for (const verb of ['books:check', 'vault:reseal']) {
    const { code, said } = await runVerb(verb, { env })
    expect(said).toBe('The database has no tables yet: run npm run db:migrate first.\n')
    expect(code).toBe(1)
  }
})

test('the first headquarters is made and its admin signs in', async () => {
  const migrated = await runVerb('db:migrate', { env, by: 'npm' })
  expect(migrated).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Applied \d+ migrations/),
  })
  const again = await runVerb('db:migrate', { env })
  expect(again).toMatchObject({ code: 0, said: 'The database is up to date.\n' })

  const asked = { env, args: argumentsInReadme(), input: `${PASSWORD}\n` }
  const made = await runVerb('hq:create', { ...asked, by: 'npm' })
  expect(made.said).toMatch(/^새길모바일: HQ-\d{6}-0001\n/)
  expect(made.code).toBe(0)
  const twice = await runVerb('hq:create', asked)
  expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('This username is taken') })

  const child = startVerb('start', { env, args: ['--without-site'] })
  const ended = ending(child)
  await line(child, /^Maru runs at/)
  const reply = await fetch(`http://127.0.0.1:${env.PORT}/api/v2/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'boss', password: PASSWORD }),
  })
  expect(reply.status).toBe(200)
  signalGroup(child, 'SIGINT')
  const { code, said } = await ended
  expect(said).not.toContain('Demo logins')
  expect(said).toContain('Stopping …')
  expect(code).toBe(0)
})

test('the books balance and the vault is sealed', async () => {
  expect(await runVerb('books:check', { env, by: 'npm' })).toMatchObject({
    code: 0,
    said: 'The books hold.\n',
  })
  const resealed = await runVerb('vault:reseal', { env, by: 'npm' })
  expect(resealed.said).toMatch(/^\w+.*: before: /)
  expect(resealed.code).toBe(0)
})

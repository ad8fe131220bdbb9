import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canEnter } from '#db/embedded/account.ts'
import { ROOT } from '../../scripts/tools.ts'
import { testDatabase } from '../database.ts'
import { freePort } from './node-process.ts'
import { runVerb } from './verb-process.ts'

// A start that is impossible names the faulty file or address in one sentence, and changes nothing.

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maru-broken-'))
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64url')}`
const NOBODY = { uid: 65_534, gid: 65_534 }

async function said(env: Record<string, string> = {}, as = {}): Promise<string> {
  const port = String(await freePort())
  const asked = { args: ['--without-site'], env: { MARU_DATA: folder, PORT: port, ...env }, as }
  const { code, said } = await runVerb('start', asked)
  expect(code).toBe(1)
  expect(said).not.toMatch(/^ {4}at /m)
  return said
}

function put(path: string, text: string) {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

test.each([
  ['no JSON', 'not json'],
  ['no keys', '{}'],
  ['nothing', ''],
])('keys.json with %s is named, and not changed', async (_, text) => {
  put('keys.json', text)
  expect(await said()).toContain(`${folder}/keys.json holds no usable keys: restore it`)
  expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(text)
})

test('a data folder that is a file is named', async () => {
  put('file', '')
  const inside = join(folder, 'file', 'data')
  expect(await said({ MARU_DATA: inside })).toContain(`${inside} cannot be used (ENOTDIR): `)
})

test.skipIf(process.getuid?.() === 0 && !canEnter(NOBODY, ROOT))(
  'a data folder without write permission is named',
  async () => {
    chmodSync(folder, 0o555)
    const text = await said({}, process.getuid?.() === 0 ? NOBODY : {})
    expect(text).toMatch(new RegExp(`^${folder}/keys\\.json\\S* cannot be used \\(EACCES\\): give`))
    chmodSync(folder, 0o755)
  },
)

test.each([
  ['a broken password file', { 'postgres.json': '{' }, 'postgres.json holds the database'],
  ['a half-made cluster', { 'cluster/global/x': '' }, 'cluster/PG_VERSION is missing'],
  [
    'a cluster without its control file',
    { 'cluster/PG_VERSION': '18' },
    'global/pg_control is missing',
  ],
  [
    'a cluster of another version',
    { 'cluster/PG_VERSION': '17\n', 'cluster/global/pg_control': '' },
    'cluster/PG_VERSION says that Postgres 17 made these data, and this Maru brings Postgres 18',
  ],
])('%s is named', async (_, files, sentence) => {
  put('postgres/postgres.json', JSON.stringify({ password: 'x', port: 5432 }))
  for (const [path, text] of Object.entries(files)) put(`postgres/${path}`, text)
  expect(await said()).toContain(sentence)
  for (const [path, text] of Object.entries(files))
    expect(readFileSync(join(folder, 'postgres', path), 'utf8')).toBe(text)
})

test('a taken port is named, with another', async () => {
  const taker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taker.once('listening', resolve))
  const address = taker.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  expect(await said({ PORT: port })).toContain(`Port ${port} on 127.0.0.1 is taken: stop what uses`)
  taker.close()
})

test('a database without an answer is named by its address, without its password', async () => {
  const port = await freePort()
  const text = await said({
    DATABASE_URL: `postgres://maru:secret@127.0.0.1:${port}/maru`,
    TOKEN_KEYS: KEY,
    VAULT_KEYS: KEY,
  })
  expect(text).toMatch(new RegExp(`^The database at 127.0.0.1:${port} cannot be used \\(.*REFUSED`))
  expect(text).not.toContain('secret')
})

const FOREIGN = "insert into drizzle.__drizzle_migrations (hash, created_at) values ('', 1)"
const SKIPPED = 'delete from drizzle.__drizzle_migrations where id = 1'
const EMPTIED = 'truncate drizzle.__drizzle_migrations'

test.each([
  ['made by another branch of Maru', FOREIGN, /a migration that is not in db\/migrations/],
  [
    'that lacks an earlier migration',
    SKIPPED,
    /than db\/migrations\/0000\w+\.sql but not that one/,
  ],
  [
    'whose migration record is lost',
    EMPTIED,
    /^db\/migrations\/0000\w+\.sql does not fit this database/,
  ],
])('a database %s is not changed', async (_, statement, sentence) => {
  const database = await testDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(statement)
  const env = { DATABASE_URL: database.url, TOKEN_KEYS: KEY, VAULT_KEYS: KEY }
  expect(await said(env)).toMatch(sentence)
  await client.end()
  await database.drop()
})

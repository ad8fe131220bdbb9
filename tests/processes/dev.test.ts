import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { freePort } from './node-process.ts'
import { ending, line, runVerb, signalGroup, startVerb } from './verb-process.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'maru-dev-'))
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** A first start compiles pages while other tests use the processor. */
const MS_MAX = 300_000

test(
  'dev serves the pages and the API under one address, until Ctrl-C ends both',
  async () => {
    const port = await freePort()
    const args = ['--port', String(port)]
    const keys = `dev:${Buffer.alloc(32, 5).toString('base64url')}`
    const child = startVerb('dev', {
      args,
      env: {
        DATABASE_URL: database.url,
        MARU_DATA: folder,
        PORT: String(await freePort()),
        TOKEN_KEYS: keys,
        VAULT_KEYS: keys,
      },
    })
    const ended = ending(child)
    try {
      await Promise.all([line(child, /^Maru runs at/), line(child, /Local .*http/)])
      const second = await runVerb('dev', { args })
      expect(second).toMatchObject({
        code: 1,
        said: expect.stringMatching(/^Port \d+ on localhost is taken: /),
      })
      const ask = async (path: string) => {
        const response = await fetch(`http://localhost:${port}${path}`)
        return { status: response.status, text: await response.text() }
      }
      const page = await ask('/login')
      expect(page.status).toBe(200)
      expect(page.text).toContain('<h1>로그인</h1>')
      const answer = await ask('/api/v2/orders')
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([401, 'unauthenticated'])
    } finally {
      signalGroup(child, 'SIGINT')
    }
    const { code, said } = await ended
    expect(said).toContain(`Open http://localhost:${port}; the API answers there under /api.`)
    expect(code).toBe(0)
    // No process of the group is left.
    expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH')
  },
  MS_MAX,
)

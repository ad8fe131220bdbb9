import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#api/auth/demo.ts'
import { runningProcesses } from '#db/embedded/processes.ts'
import { freePort } from './node-process.ts'
import { ending, line, runVerb, signalGroup, startVerb } from './verb-process.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maru-first-start-'))
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A complete first start takes ten seconds on a quiet machine, and this test starts four. */
const MS_MAX = 900_000

/** Where a user interrupts the start, and by which signal. */
const BROKEN_OFF: [line: RegExp, signal: NodeJS.Signals][] = [
  [/^Making an empty database/, 'SIGINT'],
  [/^Making the demo/, 'SIGKILL'],
  [/^… 1 of 2/, 'SIGKILL'],
]

test(
  'an interrupted first start leaves no process, and the next one begins anew by itself',
  async () => {
    const env = { MARU_DATA: folder, PORT: String(await freePort()) }
    const start = () => startVerb('start', { env, args: ['--without-site'] })
    for (const [text, signal] of BROKEN_OFF) {
      const child = start()
      const ended = ending(child)
      await line(child, text)
      signalGroup(child, signal)
      await ended
      // The database's keeper notices that its holder is gone; the test's time limit ends a futile wait.
      while (oursRunning().length > 0) await setTimeout(100)
      const asked = await runVerb('books:check', { env })
      expect(asked.said).toMatch(
        /never finished, because its first start was interrupted|no database/,
      )
      expect(asked.code).toBe(1)
    }

    const child = start()
    const ended = ending(child)
    await line(child, /^Maru runs at/)
    const signIn = async (username: string) => {
      const reply = await fetch(`http://127.0.0.1:${env.PORT}/api/v2/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: DEMO_PASSWORD }),
      })
      return reply.status
    }
    for (const username of ['hq.admin', 'shop.admin', 'hq2.admin', 'shop2.admin'])
      expect([username, await signIn(username)]).toEqual([username, 200])
    signalGroup(child, 'SIGINT')
    expect((await ended).code).toBe(0)
    expect(oursRunning()).toEqual([])
    const books = await runVerb('books:check', { env })
    expect(books).toMatchObject({ code: 0, said: 'The books hold.\n' })
  },
  MS_MAX,
)

const oursRunning = () => runningProcesses().filter(({ command }) => command.includes(folder))

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parentOf } from './embedded/processes.ts'
import { ask, listen, portOf } from './embedded.fixture.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

let root: string
let folder: string
let running: Embedded[] = []
let holders: ChildProcess[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'maru embedded '))
  chmodSync(root, 0o755)
  folder = join(root, 'data with a space')
})

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  running = []
  for (const holder of holders) await kill(holder)
  // The servers of killed processes end by themselves; only another start knows when they have.
  if (holders.length) await startEmbedded({ folder }).then((server) => server.stop())
  holders = []
  rmSync(root, { recursive: true, force: true })
})

/** Starts in this process, and is stopped after the test if the test does not. */
async function start(options: Partial<Parameters<typeof startEmbedded>[0]> = {}) {
  const server = await startEmbedded({ folder, ...options })
  running.push(server)
  return server
}

async function stop(server: Embedded) {
  running = running.filter((other) => other !== server)
  await server.stop()
}

/** Starts in another process, which the test may kill. */
async function hold(): Promise<{ holder: ChildProcess; url: string }> {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('./embedded.ts'))})
    const { url } = await startEmbedded({ folder: process.argv[1] })
    console.log(url)
    setInterval(() => {}, 60_000)`
  const holder = spawn(process.execPath, ['-e', code, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  holders.push(holder)
  const [line] = await once(holder.stdout ?? holder, 'data')
  return { holder, url: String(line).trim() }
}

async function kill(holder: ChildProcess) {
  if (holder.exitCode !== null || holder.signalCode !== null) return
  holder.kill('SIGKILL')
  await once(holder, 'exit')
}

function postmasterPid() {
  return Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
}

const ROW = 'create table notes as select 42 as answer'

describe('a start', () => {
  test('finds the data of the start before it, at the same address', async () => {
    const first = await start()
    await ask(first.url, ROW)
    await stop(first)

    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select answer from notes')).toEqual([{ answer: 42 }])
  })

  test('ends in a clean stop that leaves no server and needs no recovery', async () => {
    const first = await start()
    await ask(first.url, ROW)
    await stop(first)
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
    await expect(ask(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')

    const said: string[] = []
    await start({ log: (line) => said.push(line) })
    expect(said.join('\n')).toMatch(/database system was shut down at/)
    expect(said.join('\n')).not.toMatch(/recovery/)
  })

  test('whose database fails while it is filled says why', async () => {
    const fill = async (url: string) => {
      renameSync(join(folder, 'cluster', 'pg_wal'), join(folder, 'cluster', 'elsewhere'))
      await ask(url, 'select pg_switch_wal()')
      await ask(url, 'checkpoint')
    }
    await expect(start({ fill })).rejects.toThrow(/broke off: could not .*pg_wal.*\. Mend that/)
  })

  test('serves only clients with the password', async () => {
    const { url } = await start()
    const stranger = new URL(url)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  test('keeps committed data, uses UTC and treats Hangul as letters', async () => {
    const { url } = await start()
    await ask(url, 'create extension pg_trgm')
    const [settings] = await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('timezone') as zone, cardinality(show_trgm('홍길동')) as trigrams,
              (select string_agg(name, '' order by name) from unnest('{하,가,나}'::text[]) name) as sorted`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      commit: 'on',
      zone: 'UTC',
      trigrams: 4,
      sorted: '가나하',
    })
  })
})

describe('after kill -9', () => {
  test('of the process, the committed row is there and its server is gone', async () => {
    const { holder, url } = await hold()
    await ask(url, ROW)
    await kill(holder)

    const next = await start()
    expect(await ask(next.url, 'select answer from notes')).toEqual([{ answer: 42 }])
  })

  test('of the process and its keeper, the remaining server is ended and the row is there', async () => {
    const { holder, url } = await hold()
    await ask(url, ROW)
    const keeper = parentOf(postmasterPid())
    if (!keeper) throw new Error('The server has no keeper.')
    process.kill(keeper, 'SIGKILL')
    await kill(holder)

    const next = await start()
    expect(await ask(next.url, 'select answer from notes')).toEqual([{ answer: 42 }])
  })

  test('of the server itself, busy backends are ended and the row is there', async () => {
    const { holder, url } = await hold()
    await ask(url, ROW)
    const busy = expect(
      ask(url, 'select count(*) from generate_series(1, 1000000000000)'),
    ).rejects.toThrow()
    await until(
      url,
      "select from pg_stat_activity where query like '%generate_series(1%' and pid <> pg_backend_pid()",
    )
    process.kill(postmasterPid(), 'SIGKILL')
    await kill(holder)

    const next = await start()
    await busy
    expect(await ask(next.url, 'select answer from notes')).toEqual([{ answer: 42 }])
  })
})

/** Repeats the query until it has a row; the time limit of the test ends a futile wait. */
async function until(url: string, statement: string) {
  while ((await ask(url, statement)).length === 0);
}

describe('obstacles to a start', () => {
  test('a running Maru keeps its data, and the second start names its process', async () => {
    const { holder, url } = await hold()
    await expect(start()).rejects.toThrow(
      new RegExp(`in use by a running Maru \\(process ${holder.pid}\\): stop it, or set MARU_DATA`),
    )
    expect(await ask(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
  })

  test.each([
    ['first', async () => {}],
    ['later', async () => stop(await start())],
  ])(
    'of two %s starts at once, one wins and the other fails with the reason',
    async (_, before) => {
      await before()
      const both = await Promise.allSettled([start(), start()])
      const [won, lost] = both.toSorted((one) => (one.status === 'fulfilled' ? -1 : 1))
      expect(String(lost?.status === 'rejected' && lost.reason)).toContain('in use by a running')
      const { url } = won?.status === 'fulfilled' ? won.value : { url: '' }
      expect(await ask(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
    },
  )

  test('a port that another program took meanwhile is replaced', async () => {
    const first = await start()
    await stop(first)
    const taker = await listen(first.port)
    const second = await start()
    expect(second.port).not.toBe(first.port)
    taker.close()
  })

  test('a taken port that is required is named', async () => {
    const taker = await listen(0)
    const port = portOf(taker)
    await expect(start({ port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken, so Postgres cannot use it: free it, or choose another port.`,
    )
    taker.close()
  })

  test('a lock file of another process is ignored; an unreadable one is named', async () => {
    await stop(await start())
    const lock = join(folder, 'cluster', 'postmaster.pid')
    writeFileSync(lock, `${process.pid}\n`)
    await stop(await start())
    writeFileSync(lock, 'nobody knows\n')
    await expect(start()).rejects.toThrow(
      /database in .*cluster does not start: bogus data in lock file "postmaster\.pid".*untouched/,
    )
    rmSync(lock)
  })

  test('data without their password, or a password without its data, do not start as a new database', async () => {
    await stop(await start())
    rmSync(join(folder, 'postgres.json'))
    await expect(start()).rejects.toThrow(/has lost its password, .*postgres\.json: restore/)

    rmSync(join(folder, 'cluster'), { recursive: true })
    await stop(await start())
    rmSync(join(folder, 'cluster'), { recursive: true })
    await expect(start()).rejects.toThrow(/is gone: restore it, or delete .*postgres\.json/)
  })

  test.skipIf(process.getuid?.() !== 0)(
    'a folder that only root may enter has its data elsewhere, finds them again, and starts empty after it is deleted',
    async () => {
      mkdirSync(folder)
      chmodSync(folder, 0o700)
      const first = await start()
      const shelters = [first.place]
      try {
        expect(first.place).not.toContain(folder)
        await ask(first.url, ROW)
        await stop(first)
        const second = await start()
        expect(second.place).toBe(first.place)
        expect(await ask(second.url, 'select answer from notes')).toEqual([{ answer: 42 }])
        await stop(second)

        rmSync(folder, { recursive: true })
        mkdirSync(folder, { mode: 0o700 })
        const anew = await start()
        shelters.push(anew.place)
        expect(anew.place).not.toBe(first.place)
        await stop(anew)
      } finally {
        for (const place of shelters) rmSync(place, { recursive: true })
      }
    },
  )
})

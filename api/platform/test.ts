import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool } from '#db/node.ts'
import { memoryCache } from './cache-memory.ts'
import { deferredWork } from './deferred.ts'
import { diskFiles } from './files-disk.ts'
import { nodeHasher } from './hasher-node.ts'
import type { Key } from './key-ring.ts'
import { nodeLanes } from './lanes-node.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { jsonLog } from './log.ts'
import { checkMail } from './mail-message.ts'
import { memo } from './memo.ts'
import { nodeMetrics } from './metrics-node.ts'
import type { Clock, LiveEvent, MailMessage, Platform } from './platform.ts'
import { pollQueue } from './queue-poll.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { aesVault } from './vault.ts'

/** Noon in Seoul on an ordinary Friday; far from the end of any month. */
const NOON = new Date('2026-11-20T03:00:00.000Z')

/** Makes the first headquarters of a test's installation over HTTP. */
export const BOOTSTRAP_TOKEN = 'bootstrap-token-of-a-test-installation'

export type TestClock = Clock & {
  set(date: Date | string): void
  advance(seconds: number): void
}

export type TestPlatform = Platform & {
  clock: TestClock
  rooms: Rooms
  /** What was published, to whom, in order. */
  published: (LiveEvent & { companyId: string })[]
  /** Every mail that was sent, in order. */
  mails: MailMessage[]
  /** The ids of jobs that were woken, in order. */
  woken: string[]
  /** Every log line, parsed. */
  logged: Record<string, unknown>[]
  /** Waits for deferred work and throws what failed in it. */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * The real adapters of one process, with a clock that stands still and a record of what left. One
 * connection by default: whoever uses the outer `ctx` inside `transact` waits for himself and fails.
 */
export function testPlatform(options: {
  databaseUrl: string
  connections?: number
  publicUrl?: string
  demo?: boolean
}): TestPlatform {
  const clock = testClock()
  const published: TestPlatform['published'] = []
  const mails: MailMessage[] = []
  const woken: string[] = []
  const logged: Record<string, unknown>[] = []
  const failures: unknown[] = []
  const folder = mkdtempSync(join(tmpdir(), 'maru-test-files-'))
  const { db, close } = openPool(options.databaseUrl, {
    max: options.connections ?? 1,
    applicationName: 'maru-test',
  })
  const rooms = wsRooms()
  const queue = pollQueue()
  queue.onWake((ids) => void woken.push(...ids))
  // A suite keeps every core busy: what steps back behind all others would not come to its turn.
  const hasher = nodeHasher({ nice: 0 })
  const work = deferredWork((cause) => void failures.push(cause))
  const settled = async () => {
    await work.settled()
    const [first] = failures.splice(0)
    if (first) throw first
  }

  return {
    db,
    replica: db,
    cache: memoryCache(clock),
    limiter: memoryLimiter(clock),
    queue,
    files: diskFiles(folder),
    realtime: {
      publish: async (companyId, event) => {
        published.push({ companyId, ...event })
        await rooms.publish(companyId, event)
      },
    },
    rooms,
    vault: aesVault([key('vault-1', 1)]),
    hasher,
    mail: {
      configured: true,
      send: async ({ to, subject, text }) => {
        checkMail({ to, subject, text })
        mails.push({ to, subject, text })
      },
    },
    lanes: nodeLanes(),
    memo: memo(),
    clock,
    log: jsonLog({
      write: (line) => void logged.push(JSON.parse(line)),
      clock,
      level: 'info',
      release: 'test',
    }),
    metrics: nodeMetrics({
      onMistake: (error) => {
        throw error
      },
    }),
    settings: {
      publicUrl: options.publicUrl ?? 'http://maru.test',
      tokenKeys: [key('token-2', 2), key('token-1', 3)],
      demo: options.demo ?? false,
      bootstrapToken: BOOTSTRAP_TOKEN,
      metricsToken: undefined,
      runtime: 'node',
      release: 'test',
    },
    defer: (promise) => void work.defer(promise),
    published,
    mails,
    woken,
    logged,
    settled,
    close: async () => {
      await work.settled()
      await hasher.close()
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function testClock(): TestClock {
  let now = NOON
  return {
    now: () => new Date(now),
    set: (date) => {
      now = new Date(date)
    },
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
  }
}

const key = (id: string, byte: number): Key => ({ id, secret: new Uint8Array(32).fill(byte) })

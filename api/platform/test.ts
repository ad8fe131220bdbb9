import { type BinaryLike, type ScryptOptions, scrypt } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openPool } from '#db/node.ts'
import { nodeBatcher } from './batcher-node.ts'
import { memoryCache } from './cache-memory.ts'
import { deferredWork } from './deferred.ts'
import { diskFiles } from './files-disk.ts'
import { nodeHasher } from './hasher-node.ts'
import type { Key } from './key-ring.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { jsonLog } from './log.ts'
import { checkMail } from './mail-message.ts'
import { memo } from './memo.ts'
import { nodeMetrics } from './metrics-node.ts'
import type { Clock, Hasher, LiveEvent, MailMessage, Platform } from './platform.ts'
import { pollQueue } from './queue-poll.ts'
import { type Rooms, wsRooms } from './realtime-ws.ts'
import { nodeSheets } from './sheets-node.ts'
import { aesVault } from './vault.ts'

/** Noon in Seoul on an ordinary Friday, far from the end of a month. */
const NOON = new Date('2026-11-20T03:00:00.000Z')

/** The token to make the first headquarters of a test's installation over HTTP. */
export const BOOTSTRAP_TOKEN = 'bootstrap-token-of-a-test-installation'

export type TestClock = Clock & {
  set(date: Date | string): void
  advance(seconds: number): void
}

export type TestPlatform = Platform & {
  clock: TestClock
  rooms: Rooms
  /** The published events with their companies, in order. */
  published: (LiveEvent & { companyId: string })[]
  /** All mails, in order. */
  mails: MailMessage[]
  /** The ids of jobs that were woken, in order. */
  woken: string[]
  /** Every log line, parsed. */
  logged: Record<string, unknown>[]
  /** Waits for deferred work and throws its first failure. */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * The real adapters of one process, with a stopped clock and records of what they send. There is one
 * connection by default, so code that uses the outer `ctx` inside `transact` waits for itself and fails.
 */
export function testPlatform(options: {
  databaseUrl: string
  connections?: number
  publicUrl?: string
  demo?: boolean
  /**
   * Hashes passwords at the product's cost, for suites about it and for suites whose database other
   * processes use. All others hash at the least possible cost.
   */
  costlyHashes?: boolean
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
  // A suite keeps every core busy, so threads of low priority would never run.
  const hasher = nodeHasher({ nice: 0 })
  const sheets = nodeSheets()
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
    sheets,
    hasher: options.costlyHashes ? hasher : CHEAP_HASHER,
    mail: {
      configured: true,
      send: async ({ to, subject, text }) => {
        checkMail({ to, subject, text })
        mails.push({ to, subject, text })
      },
    },
    batcher: nodeBatcher(),
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
      operatorEmail: 'ops@maru.test',
      // The clock of a test stands still, so all its requests fall into one minute.
      requestsPerMinute: Number.POSITIVE_INFINITY,
      runtime: 'node',
      release: 'test',
    },
    defer: (promise) => void work.defer(promise),
    later: work.later,
    published,
    mails,
    woken,
    logged,
    settled,
    close: async () => {
      await work.settled()
      await hasher.close()
      await sheets.close()
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const scryptAside = promisify<BinaryLike, BinaryLike, number, ScryptOptions, Buffer>(scrypt)

/** The same hash at a lower cost than it states, so only for a database of the test's own. */
const CHEAP_HASHER: Hasher = {
  derive: async (password, salt, _cost, bytes) =>
    new Uint8Array(await scryptAside(password, salt, bytes, { N: 2, r: 1, p: 1 })),
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

import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { PricedFile, SheetAnswers } from '../sheets/read-prices.ts'
import { type Refusal, refusal } from '../sheets/refusal.ts'
import {
  SHEET_LIMITS,
  type SheetFile,
  type SheetLimits,
  type SheetSource,
} from '../sheets/sheet.ts'
import type { SheetReader } from './platform.ts'

const THREADS_MAX = 2
const WAITING_MAX = 20
const READING_MS_MAX = 20_000
/** What a thread may hold; the largest file within the limits needs about half. */
const HEAP_MB = 256
const YOUNG_MB = 32

export type SheetJob = {
  bytes: Uint8Array
  source: SheetSource
  limits: SheetLimits
  /** Prices are read too, with these answers. */
  answered?: readonly SheetAnswers[]
}
export type NodeSheets = SheetReader & {
  /** Ends the threads; open and later readings are refused as `busy`. */
  close(): Promise<void>
}
type Options = {
  threads?: number
  waitingMax?: number
  readingMsMax?: number
  heapMb?: number
  limits?: SheetLimits
}

/**
 * A thread for each file, with bounds on memory and time, so that no file holds up a request or ends the
 * process. A thread ends with its reading and gives all its memory back.
 */
export function nodeSheets(options: Options = {}): NodeSheets {
  const { threads = THREADS_MAX, waitingMax = WAITING_MAX, limits = SHEET_LIMITS } = options
  const running = new Set<Worker>()
  const waiting: (() => void)[] = []
  let places = threads
  let isClosed = false

  async function enter(): Promise<void> {
    if (isClosed) throw leaving()
    if (places > 0) {
      places--
      return
    }
    if (waiting.length >= waitingMax)
      throw new AppError('busy', 'Too many files are being read. Try again in a moment.')
    // Whoever leaves hands the place over, so it is never free in between.
    await new Promise<void>((enter) => void waiting.push(enter))
    if (isClosed) throw leaving()
  }

  function leave() {
    const next = waiting.shift()
    if (next) next()
    else places++
  }

  async function inThread<File>(job: SheetJob): Promise<File | Refusal> {
    // Too large to be copied into a thread.
    if (job.bytes.length > limits.packedBytes) return refusal('too_large', 'packed')
    await enter()
    try {
      return await readIn<File>(running, job, options)
    } catch (error) {
      throw isClosed ? leaving() : error
    } finally {
      leave()
    }
  }

  return {
    read: (bytes, source = {}) => inThread<SheetFile>({ bytes, source, limits }),
    readPrices: (bytes, answered, source = {}) =>
      inThread<PricedFile>({ bytes, source, limits, answered }),
    close: async () => {
      isClosed = true
      for (const enter of waiting.splice(0)) enter()
      await Promise.all(running.values().map((worker) => worker.terminate()))
    },
  }
}

/** The thread answers a job with the file that it asks for. */
function readIn<File>(
  running: Set<Worker>,
  job: SheetJob,
  options: Options,
): Promise<File | Refusal> {
  const { readingMsMax = READING_MS_MAX, heapMb = HEAP_MB } = options
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sheets-worker.ts', import.meta.url), {
      // The thread needs no variables, least of all secrets.
      env: {},
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    running.add(worker)
    const late = setTimeout(() => {
      resolve(refusal('too_large', 'time'))
      void worker.terminate()
    }, readingMsMax)
    worker.on('message', resolve)
    worker.on('error', (error: Error) => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve(refusal('too_large', 'memory'))
      else reject(error)
    })
    worker.on('exit', () => {
      clearTimeout(late)
      running.delete(worker)
      reject(new Error('A thread ended without its reading.'))
    })
  })
}

const leaving = () => new AppError('busy', 'This process is stopping. Send it again.')

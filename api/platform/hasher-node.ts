import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { Hasher, ScryptCost } from './platform.ts'

const WAITING_MAX = 5_000
const THREADS_MAX = 4
/** The lowest priority: threads that answer requests go first on every core. */
const NICE = 19

export type HashJob = { password: Uint8Array; salt: Uint8Array; cost: ScryptCost; bytes: number }
export type NodeHasher = Hasher & {
  /** Ends the threads; waiting and later jobs are refused as `busy`. */
  close(): Promise<void>
}

type Waiting = { job: HashJob; arrive(key: Uint8Array): void; fail(reason: unknown): void }
type Thread = { worker: Worker; carries: Waiting | undefined }

/**
 * Own threads instead of the pool that files and name look-ups share: a thousand sign-ins at once wait only
 * for each other, and no other work waits for them. Threads start with the first job that needs them; a
 * thread that dies fails its own job and is replaced by the next.
 */
export function nodeHasher(
  options: { threads?: number; waitingMax?: number; nice?: number } = {},
): NodeHasher {
  const threadsMax =
    options.threads ?? Math.min(THREADS_MAX, Math.max(1, availableParallelism() - 1))
  const { waitingMax = WAITING_MAX, nice = NICE } = options
  const waiting: Waiting[] = []
  const threads = new Set<Thread>()
  let isClosed = false

  function carryOn() {
    while (waiting.length > 0) {
      const thread = threads.values().find(({ carries }) => !carries) ?? started()
      if (!thread) return
      thread.carries = waiting.shift()
      // A waiting hash keeps the process alive; idle threads do not.
      thread.worker.ref()
      thread.worker.postMessage(thread.carries?.job)
    }
  }

  function started(): Thread | undefined {
    if (threads.size >= threadsMax) return undefined
    const worker = new Worker(new URL('./hasher-worker.ts', import.meta.url), {
      // The thread needs no variables, least of all secrets.
      env: {},
      workerData: { nice },
    })
    const thread: Thread = { worker, carries: undefined }
    let cause: unknown
    threads.add(thread)
    worker.on('message', (key: Uint8Array) => {
      const { carries } = thread
      thread.carries = undefined
      worker.unref()
      carries?.arrive(key)
      carryOn()
    })
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      threads.delete(thread)
      thread.carries?.fail(
        isClosed ? leaving() : new Error('A hashing thread ended with its job.', { cause }),
      )
      carryOn()
    })
    return thread
  }

  return {
    derive: (password, salt, cost, bytes) =>
      new Promise((arrive, fail) => {
        if (isClosed) return fail(leaving())
        if (waiting.length >= waitingMax)
          return fail(new AppError('busy', 'Too many sign-ins are waiting. Try again in a moment.'))
        waiting.push({ job: { password, salt, cost, bytes }, arrive, fail })
        carryOn()
      }),
    close: async () => {
      isClosed = true
      for (const { fail } of waiting.splice(0)) fail(leaving())
      await Promise.all(threads.values().map(({ worker }) => worker.terminate()))
    },
  }
}

const leaving = () => new AppError('busy', 'This process is stopping. Send it again.')

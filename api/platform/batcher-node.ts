import { AppError } from '../errors.ts'
import { alone } from './batcher-direct.ts'
import type { Batcher } from './platform.ts'

const BATCH_MAX = 64
const WAITING_MAX = 1024
/**
 * Batches of one kind of queue that run at once. Each holds a connection to the database, and enough
 * connections must remain for requests without a batch.
 */
const RUNNING_MAX = 3

type RunBatch = (items: unknown[]) => Promise<PromiseSettledResult<unknown>[]>
type Entry = {
  item: unknown
  runBatch: RunBatch
  resolve(result: unknown): void
  reject(reason: unknown): void
}

/**
 * One batch of a queue runs at a time; items that arrive meanwhile share the next one. A single item does
 * not wait for others. A batch that rejects as a whole must have had no effect; its items then run one by
 * one, so that a bad item fails alone. Queues of one kind (the part of their names before the colon) take
 * turns batch by batch; an idle queue is forgotten.
 */
export function nodeBatcher(): Batcher {
  const waiting = new Map<string, Entry[]>()
  const semaphores = new Map<string, Semaphore>()

  function semaphoreOf(queue: string): Semaphore {
    const [kind = queue] = queue.split(':')
    const known = semaphores.get(kind) ?? semaphore(RUNNING_MAX)
    semaphores.set(kind, known)
    return known
  }

  async function run(queue: string, entries: Entry[]) {
    const semaphore = semaphoreOf(queue)
    while (entries.length > 0) {
      const free = semaphore.acquire()
      if (free) await free
      await settle(entries.splice(0, BATCH_MAX))
      semaphore.release()
    }
    waiting.delete(queue)
  }

  return {
    add: <Item, Result>(
      queue: string,
      item: Item,
      runBatch: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
    ) =>
      new Promise<Result>((resolve, reject) => {
        const entries = waiting.get(queue)
        if (entries && entries.length >= WAITING_MAX)
          return reject(new AppError('busy', 'Too much is waiting here. Try again in a moment.'))
        // A queue's name stands for one kind of item and one way to run them, so an Item that goes in
        // comes out as its Result; the type of the map of all queues cannot express that.
        const entry = { item, runBatch, resolve, reject } as unknown as Entry
        if (entries) return void entries.push(entry)
        const first = [entry]
        waiting.set(queue, first)
        void run(queue, first)
      }),
  }
}

type Semaphore = ReturnType<typeof semaphore>

/** At most `max` at once; the others follow in the order of their requests. */
function semaphore(max: number) {
  const queue: (() => void)[] = []
  let running = 0
  return {
    /** Undefined while there is a free place. */
    acquire(): Promise<void> | undefined {
      if (running >= max) return new Promise((acquire) => queue.push(acquire))
      running += 1
      return undefined
    },
    /** The place goes to the one that has waited longest. */
    release(): void {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    },
  }
}

async function settle(batch: Entry[]): Promise<void> {
  const [first] = batch
  if (!first) return
  let outcomes: PromiseSettledResult<unknown>[]
  try {
    outcomes = await first.runBatch(batch.map(({ item }) => item))
  } catch (error) {
    // Contention is no item's fault, and one by one each would wait as long again.
    const busy = error instanceof AppError && error.code === 'busy'
    for (const entry of batch)
      if (busy || batch.length === 1) entry.reject(error)
      else await alone(entry.item, entry.runBatch).then(entry.resolve, entry.reject)
    return
  }
  for (const [index, entry] of batch.entries()) {
    const outcome = outcomes[index]
    if (outcome?.status === 'fulfilled') entry.resolve(outcome.value)
    else entry.reject(outcome?.reason ?? new Error('A batch must answer every item.'))
  }
}

import type { Queue } from './platform.ts'

export type PollQueue = Queue & { onWake(listener: (jobIds: string[]) => void): void }

/** Wakes the poller of this process. A lost wake costs a second: the poller also looks by itself. */
export function pollQueue(): PollQueue {
  const listeners: ((jobIds: string[]) => void)[] = []
  return {
    wake: async (jobIds) => {
      if (jobIds.length > 0) for (const listener of listeners) listener(jobIds)
    },
    onWake: (listener) => void listeners.push(listener),
  }
}

/** Work that outlives its request: it is kept track of, and its failure is told to somebody. */
export function deferredWork(onFailure: (cause: unknown) => void) {
  const running = new Set<Promise<void>>()
  return {
    /** Returns a promise that never rejects, for runtimes that want to hold on to it. */
    defer(work: Promise<unknown>): Promise<void> {
      const tracked = work.then(() => undefined, onFailure).finally(() => running.delete(tracked))
      running.add(tracked)
      return tracked
    },
    /** Resolves when nothing is under way, including what the work itself deferred. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Keeps track of work that outlives its request, and reports its failure. */
export function deferredWork(onFailure: (cause: unknown) => void) {
  const running = new Set<Promise<void>>()
  return {
    /** Returns a promise that never rejects, for runtimes that keep a reference to it. */
    defer(work: Promise<unknown>): Promise<void> {
      const tracked = work.then(() => undefined, onFailure).finally(() => running.delete(tracked))
      running.add(tracked)
      return tracked
    },
    /** Resolves when no work is left, including work that the work itself deferred. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Keeps track of work that outlives its request, and reports its failure. */
export function deferredWork(onFailure: (cause: unknown) => void) {
  const running = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  /** Returns a promise that never rejects, for runtimes that keep a reference to it. */
  function defer(work: Promise<unknown>): Promise<void> {
    const tracked = work.then(() => undefined, onFailure).finally(() => running.delete(tracked))
    running.add(tracked)
    return tracked
  }
  return {
    defer,
    /** Begins the work after some seconds, or at once when `settled` is called before. */
    later(seconds: number, work: () => Promise<unknown>): void {
      const begin = () => {
        clearTimeout(timer)
        if (waiting.delete(begin)) defer(work())
      }
      const timer = setTimeout(begin, seconds * 1000)
      waiting.add(begin)
    },
    /** Resolves when no work is left, including work that the work itself deferred. */
    async settled(): Promise<void> {
      while (waiting.size + running.size > 0) {
        for (const begin of waiting) begin()
        await Promise.all(running)
      }
    },
  }
}

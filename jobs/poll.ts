import type { Platform } from '#api/platform/platform.ts'
import { type Claimed, claimDueJobs } from './lease.ts'
import { runClaimed } from './run.ts'

const EVERY_MS = 1000
/** Two at once: a short job need not wait for a long export, and connections remain for requests. */
const AT_ONCE_MAX = 2

export type Poller = { stop(): Promise<void> }

/** Node's worker: it looks for jobs when woken, when a job ends, and every second. */
export function startPoller(
  platform: Platform,
  queue: { onWake(listener: () => void): void },
): Poller {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  let lookAgain = false

  const start = (claimed: Claimed) => {
    const work = runClaimed(platform, claimed, { stop: stopping.signal })
      // The outcome could not be recorded: the lease expires and the job runs again.
      .catch((cause) => platform.log.error('job.unrecorded', { jobId: claimed.id }, cause))
      .then(() => {
        running.delete(work)
        look()
      })
    running.add(work)
  }

  /** Claims until no job is due or all places are taken; a wake meanwhile starts one more round. */
  const claimAll = async () => {
    do {
      lookAgain = false
      const free = AT_ONCE_MAX - running.size
      if (free <= 0 || stopping.signal.aborted) return
      for (const claimed of await claimDueJobs(platform, free)) start(claimed)
    } while (lookAgain)
  }

  const look = () => {
    lookAgain = true
    looking ??= claimAll()
      .catch((cause) => platform.log.error('jobs.claim_failed', {}, cause))
      .finally(() => {
        looking = undefined
      })
  }

  queue.onWake(look)
  const timer = setInterval(look, EVERY_MS)
  look()

  return {
    /** Short jobs finish; long ones return to the queue at their next step. */
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await looking
      await Promise.all(running)
    },
  }
}

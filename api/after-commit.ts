import { inTime } from './platform/in-time.ts'
import type { LiveEvent, Platform } from './platform/platform.ts'

/** What a command changed: the cached values, and the companies that hear an event about it. */
export type Change = {
  /** Cache namespaces whose versions move. */
  namespaces?: readonly string[]
} & ({ event: LiveEvent; heardBy: Few } | { event?: never })

/** At most the companies of one line. What more companies hear of goes through `publishMany`. */
type Few = readonly [string] | readonly [string, string] | readonly [string, string, string]

/** Other work after the commit, which no answer waits for. */
export type Deferred = () => Promise<unknown>

/** How long an answer waits for bumps and events together; slower ones continue after it. */
export const EFFECTS_MS_MAX = 1_000
/** How long the process keeps track of work after an answer, also at shutdown. */
const KEPT_MS_MAX = 10_000

type Ctx = Pick<Platform, 'cache' | 'realtime' | 'defer' | 'log' | 'metrics'> & {
  requestId: string
}

/**
 * Carries out what a committed transaction has named. Versions move before events go out, so that no
 * listener reads an old cached value. Each namespace and each event is handled once, however often it was
 * named. Never rejects: the command is committed, so failures are logged and counted.
 */
export async function runEffects(
  ctx: Ctx,
  changes: readonly Change[],
  deferred: readonly Deferred[],
): Promise<void> {
  for (const work of deferred) ctx.defer(inTime(settle(ctx, 'deferred', [work]), KEPT_MS_MAX))
  if (changes.length === 0) return
  const tellAll = async () => {
    await settle(ctx, 'bump', bumpsOf(ctx, changes))
    await settle(ctx, 'publish', publishesOf(ctx, changes))
  }
  const handled = tellAll()
  if (await inTime(handled, EFFECTS_MS_MAX)) return
  note(ctx, { effect: 'any', reason: 'late' })
  ctx.defer(inTime(handled, KEPT_MS_MAX))
}

/** One call for all, because each is a round trip. */
function bumpsOf(ctx: Ctx, changes: readonly Change[]): Deferred[] {
  const namespaces = new Set(changes.flatMap((change) => change.namespaces ?? []))
  return namespaces.size === 0 ? [] : [() => ctx.cache.bump(...namespaces)]
}

function publishesOf(ctx: Ctx, changes: readonly Change[]): Deferred[] {
  const publishes = new Map<string, Deferred>()
  for (const change of changes)
    if (change.event)
      for (const companyId of change.heardBy) {
        const { event } = change
        publishes.set(`${companyId} ${event.type} ${event.id}`, () =>
          ctx.realtime.publish(companyId, event),
        )
      }
  return [...publishes.values()]
}

/** Runs all at once and logs one line for all failures, because they fail together for one cause. */
async function settle(ctx: Ctx, effect: string, works: readonly Deferred[]): Promise<void> {
  // The async wrapper also catches work that throws before it returns a promise.
  const outcomes = await Promise.allSettled(works.map(async (work) => work()))
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
  const [first] = failed
  if (first) note(ctx, { effect, reason: 'failed' }, failed.length, first.reason)
}

function note(
  { log, metrics, requestId }: Ctx,
  labels: { effect: string; reason: 'failed' | 'late' },
  times = 1,
  cause?: unknown,
): void {
  metrics.count('maru_effects_failed_total', labels, times)
  log.error('effect.failed', { requestId, ...labels, times }, cause)
}

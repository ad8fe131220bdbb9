import { memoryCache } from './cache-memory.ts'
import { type CacheEngine, sharedCache } from './cache-shared.ts'
import { type Circuit, type CircuitState, circuit, closedCircuit } from './circuit.ts'
import { type Debts, debts } from './debts.ts'
import { memoryLimiter } from './limiter-memory.ts'
import { sharedLimiter } from './limiter-shared.ts'
import type { Cache, Clock, Limiter, Log, Metrics } from './platform.ts'

/** State of one process, or of one isolate over many requests: plain values, no connections or promises. */
export type Fallback = {
  circuit: CircuitState
  debts: Debts
  claims: Pick<Cache, 'claim'>
  limiter: Limiter
}
export const newFallback = (clock: Clock): Fallback => ({
  circuit: closedCircuit(),
  debts: debts(),
  claims: memoryCache(clock),
  limiter: memoryLimiter(clock),
})

/**
 * The cache and limits of several processes, behind one circuit: both are in one engine, so an outage found
 * by one of them holds for the other. A probe pays the owed bumps before any version is used again.
 */
export function sharedMemory(options: {
  cache: CacheEngine
  limiter: Limiter
  replyMsMax: number
  fallback: Fallback
  log: Log
  metrics: Metrics
  inBackground(work: Promise<void>): void
  /** Runs `send` at the end of this turn of the event loop: all requests until then share one call. */
  atTurnsEnd(send: () => void): void
  onReturn?(): void
  reconnect?(): void
}): { cache: Cache; limiter: Limiter; circuit: Circuit } {
  const { cache: engine, fallback, log, metrics } = options
  const guard = circuit({
    state: fallback.circuit,
    replyMsMax: options.replyMsMax,
    probe: () => (fallback.debts.any ? fallback.debts.pay(engine.bump) : engine.ping()),
    inBackground: options.inBackground,
    reconnect: options.reconnect,
    onEvent: (event, cause) => {
      metrics.count('maru_circuit_total', { event })
      if (event === 'opened') log.error('cache.away', {}, cause)
      if (event !== 'closed') return
      log.info('cache.back')
      options.onReturn?.()
    },
  })
  return {
    cache: sharedCache(engine, { ...fallback, circuit: guard, atTurnsEnd: options.atTurnsEnd }),
    limiter: sharedLimiter(options.limiter, { circuit: guard, own: fallback.limiter }),
    circuit: guard,
  }
}

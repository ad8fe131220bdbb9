import { type CacheEngine, sharedCache } from './cache-shared.ts'
import { circuit, closedCircuit } from './circuit.ts'
import { debts } from './debts.ts'
import type { Cache } from './platform.ts'

/** The cache over an engine, without a fallback and with a circuit that nobody watches. */
export function cacheOf(engine: CacheEngine): Cache {
  const guard = circuit({
    state: closedCircuit(),
    replyMsMax: 60_000,
    probe: engine.ping,
    inBackground: (probe) => void probe,
    onEvent: () => {},
  })
  return sharedCache(engine, {
    circuit: guard,
    debts: debts(),
    claims: engine,
    atTurnsEnd: setImmediate,
  })
}

import type { Circuit } from './circuit.ts'
import type { Limiter } from './platform.ts'

/** Counts for all processes behind the circuit; while it is open, for this process alone. */
export const sharedLimiter = (
  engine: Limiter,
  { circuit, own }: { circuit: Circuit; own: Limiter },
): Limiter => ({
  limit: async (...call) => {
    try {
      return await circuit.run(() => engine.limit(...call))
    } catch {
      return own.limit(...call)
    }
  },
})

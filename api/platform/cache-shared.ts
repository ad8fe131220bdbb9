import type { Circuit } from './circuit.ts'
import { type Debts, EVERYTHING } from './debts.ts'
import type { Cache } from './platform.ts'
import { together } from './together.ts'

/** An adapter's engine over one wire. It rejects when Redis does; the circuit limits the time. */
export type CacheEngine = Pick<Cache, 'claim' | 'bump'> & {
  ping(): Promise<void>
  /** The version of each namespace, in one call. */
  versions(namespaces: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/**
 * The cache of several processes behind one circuit. All versions requested in one turn of the event loop
 * go in one call, for all requests together. A version contains the epoch of the circuit, so that no value
 * from before an outage is used after it. No version is given while this process owes the others a bump.
 * Claims fall back to those of this process.
 */
export function sharedCache(
  engine: CacheEngine,
  options: {
    circuit: Circuit
    debts: Debts
    claims: Pick<Cache, 'claim'>
    atTurnsEnd(send: () => void): void
  },
): Cache {
  const { circuit, debts, claims } = options
  const look = (namespaces: readonly string[]) =>
    circuit.run(async () => {
      // The epoch before the call: the answer may be older than changes during it.
      const { epoch } = circuit
      await debts.pay(engine.bump)
      return { epoch, versions: await engine.versions([EVERYTHING, ...namespaces]) }
    })
  const ask = together(look, options.atTurnsEnd)
  return {
    claim: async (key, ttlSeconds) => {
      try {
        return await circuit.run(() => engine.claim(key, ttlSeconds))
      } catch {
        return claims.claim(key, ttlSeconds)
      }
    },
    version: async (...namespaces) => {
      const { epoch, versions } = await ask(namespaces)
      const start = `${epoch}.${versions.get(EVERYTHING)}`
      return namespaces.map((namespace) => `${start}.${versions.get(namespace)}`).join(' ')
    },
    bump: async (...namespaces) => {
      try {
        await circuit.run(() => engine.bump(...namespaces))
      } catch (error) {
        debts.owe(namespaces)
        // Other processes may be connected again: their values are stale until this bump is paid.
        circuit.retry()
        throw error
      }
    },
  }
}

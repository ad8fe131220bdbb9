import { begunFromNow, joined } from './flights.ts'
import {
  isInTransaction,
  type Kept,
  keep,
  lookUp,
  type Shared,
  type Shelf,
  uses,
  versionOf,
} from './kept.ts'
import { lastsUntil } from './lasts.ts'

/** The namespaces of a value: code that changes it bumps one of them after the commit. */
export type Under = { namespaces: readonly string[] }

/**
 * The value of `key` from this process's memory, else from `read`. A remembered value is used while the
 * version of its namespaces is the same, and for half a minute at most. Requests that miss it at the same
 * time share one reading. Without a version every reading is current and nothing is kept.
 */
export async function remember<V>(
  platform: Shared,
  shelf: Shelf<V>,
  { key, namespaces }: Under & { key: string },
  read: () => Promise<V>,
): Promise<V> {
  const nowMs = platform.clock.now().getTime()
  // The version is read before the rows, so the rows are at least as new as the version.
  const version = await versionOf(platform, namespaces)
  const flight = `${shelf.name} ${key}`
  const { flights } = platform.memo
  if (version === undefined) {
    lastsUntil(platform, nowMs)
    return isInTransaction(platform) ? read() : begunFromNow(flights, flight, read)
  }

  const kept = platform.memo.map<Kept<V>>(shelf.name, shelf.max)
  const found = lookUp(platform, kept, key, version, nowMs)
  if (found) {
    lastsUntil(platform, found.untilMs)
    return found.value
  }
  const readAndKeep = async () => {
    const value = await read()
    keep(kept, shelf, key, { version, value, nowMs })
    return value
  }
  if (isInTransaction(platform)) return readAndKeep()
  return uses(platform, shelf, await joined(flights, `${flight} ${version}`, readAndKeep), nowMs)
}

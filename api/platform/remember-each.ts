import { joined } from './flights.ts'
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
import type { Under } from './remember.ts'

/** The same for many values that one statement reads; each has a key and its namespaces. */
export async function rememberEach<Item extends Under, V>(
  platform: Shared,
  shelf: Shelf<V>,
  wanted: ReadonlyMap<string, Item>,
  read: (missing: ReadonlyMap<string, Item>) => Promise<ReadonlyMap<string, V>>,
): Promise<Map<string, V>> {
  const nowMs = platform.clock.now().getTime()
  const versions = await versionsOf(platform, wanted)
  const kept = platform.memo.map<Kept<V>>(shelf.name, shelf.max)
  const { flights } = platform.memo
  const values = new Map<string, V>()
  const missing = new Map<string, Item>()
  const elsewhere: Promise<unknown>[] = []
  for (const [key, item] of wanted) {
    const version = versions.get(key)
    const found = lookUp(platform, kept, key, version, nowMs)
    const flight = flights.get(flightOf(shelf, key, version))
    if (version === undefined) lastsUntil(platform, nowMs)
    if (found) {
      lastsUntil(platform, found.untilMs)
      values.set(key, found.value)
    } else if (flight && version !== undefined && !isInTransaction(platform))
      elsewhere.push(
        flight.then((value) => values.set(key, uses(platform, shelf, value as V, nowMs))),
      )
    else missing.set(key, item)
  }
  const reading = missing.size > 0 ? read(missing) : Promise.resolve(new Map<string, V>())
  if (!isInTransaction(platform))
    for (const key of missing.keys()) {
      const version = versions.get(key)
      const flight = async () => (await reading).get(key)
      if (version !== undefined) joined(flights, flightOf(shelf, key, version), flight)
    }
  // Awaited together, so that after the first failure no other one is unhandled.
  const [found] = await Promise.all([reading, ...elsewhere])
  for (const [key, value] of found) {
    values.set(key, value)
    const version = versions.get(key)
    if (version !== undefined) keep(kept, shelf, key, { version, value, nowMs })
    uses(platform, shelf, value, nowMs)
  }
  return values
}

async function versionsOf(platform: Shared, wanted: ReadonlyMap<string, Under>) {
  const groups = Map.groupBy(wanted, ([, { namespaces }]) => namespaces.join(' '))
  const versions = await Promise.all(
    [...groups.values()].map(async (group) => {
      const version = await versionOf(platform, group[0]?.[1].namespaces ?? [])
      return group.map(([key]) => [key, version] as const)
    }),
  )
  return new Map(versions.flat())
}

const flightOf = (shelf: Shelf<never>, key: string, version: string | undefined) =>
  `${shelf.name} ${key} ${version}`

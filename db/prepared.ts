import type { Db } from './db.ts'

const statements = new WeakMap<Db, Map<string, unknown>>()

/**
 * A statement built and named once per connection pool: Postgres keeps its plan, Drizzle its text.
 * Not for open transactions, which would build it anew each time.
 */
export function prepared<T>(db: Db, name: string, build: (db: Db) => T): T {
  const own = statements.get(db) ?? new Map<string, unknown>()
  statements.set(db, own)
  if (!own.has(name)) own.set(name, build(db))
  // The one caller that uses the name built the value under it, so the type fits.
  return own.get(name) as T
}

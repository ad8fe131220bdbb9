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
  // What stands under a name was built by the one caller that uses the name.
  return own.get(name) as T
}

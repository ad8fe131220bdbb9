import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Db } from './db.ts'
import { INT8, safeInt8 } from './int8.ts'
import * as schema from './schema/index.ts'

/**
 * Set when a connection opens, for all its statements. Without the first, a parameterised LIMIT makes
 * Postgres plan the same statement anew each time; the others limit endless waits.
 */
const SESSION = {
  plan_cache_mode: 'force_generic_plan',
  statement_timeout: '30s',
  lock_timeout: '5s',
}

export type OpenPool = { db: Db; pool: pg.Pool; close(): Promise<void> }

/** The connections of one process, opened when needed and kept. */
export function openPool(
  url: string,
  options: {
    max: number
    applicationName: string
    /** Called when a connection breaks; the pool replaces it by itself. */
    onError?: (error: Error) => void
  },
): OpenPool {
  // Drizzle always uses the driver's global type parsers, not the pool's, so this sets the global one.
  pg.types.setTypeParser(INT8, safeInt8)
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    options: Object.entries(SESSION)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    connectionTimeoutMillis: 10_000,
  })
  // Without a listener, a restart of the database would end the process.
  let closing = false
  // A server that stops just after us may report it on connections that are closing.
  const onError = (error: Error) => void (closing || options.onError?.(error))
  pool.on('error', onError)
  // The pool listens only to idle connections: one that breaks during a transaction would also end the
  // process. Its statement fails by itself, so listening is enough.
  pool.on('connect', (client) => void client.on('error', onError))
  return {
    db: drizzle(pool, { schema, casing: 'snake_case' }),
    pool,
    close: () => {
      closing = true
      return pool.end()
    },
  }
}

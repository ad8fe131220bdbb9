import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Db } from './db.ts'
import { INT8, safeInt8 } from './int8.ts'
import * as schema from './schema/index.ts'

/**
 * Fixed when a connection opens, for every statement on it. Without the first, a parameterised LIMIT
 * makes Postgres plan the same statement anew each time; the others end what would wait for ever.
 */
const SESSION = {
  plan_cache_mode: 'force_generic_plan',
  statement_timeout: '30s',
  lock_timeout: '5s',
}

export type OpenPool = { db: Db; pool: pg.Pool; close(): Promise<void> }

/** Connections of one process, opened as they are needed and kept. */
export function openPool(
  url: string,
  options: {
    max: number
    applicationName: string
    /** Told when a connection breaks; the pool replaces it by itself. */
    onError?: (error: Error) => void
  },
): OpenPool {
  // Drizzle reads the driver's own table of types, whatever a pool is given, so it is set there.
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
  // Without a listener, a restart of the database would end the whole process.
  let closing = false
  // A server that leaves just after us may still say so on connections that are saying goodbye.
  const onError = (error: Error) => void (closing || options.onError?.(error))
  pool.on('error', onError)
  // The pool listens only to idle connections: one that breaks in the middle of a transaction would
  // end it too. Its statement fails by itself, so there is nothing to do but listen.
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

import { neonConfig, Pool, types } from '@neondatabase/serverless'
import { drizzle } from 'drizzle-orm/neon-serverless'
import type { Db } from './db.ts'
import { INT8, safeInt8 } from './int8.ts'
import * as schema from './schema/index.ts'

/** A Worker may have six connections at once; some are for Redis and QStash. */
const CONNECTIONS_MAX = 3
const STATEMENT_MS_MAX = 30_000

export type OpenNeon = { db: Db; close(): Promise<void> }

/**
 * Postgres through a WebSocket, with real transactions. Opened per request, because a Worker may not carry
 * a socket from one request to the next; it connects at the first query. Time limits and the plan mode are
 * set on the database role, because Neon's pooler accepts no start-up options.
 */
export function openNeon(url: string, options: { wsProxy?: string | undefined } = {}): OpenNeon {
  // Drizzle always uses the driver's global type parsers, not the pool's, so this sets the global one.
  types.setTypeParser(INT8, safeInt8)
  const { wsProxy } = options
  if (wsProxy) useProxy(wsProxy)
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    query_timeout: STATEMENT_MS_MAX,
  })
  // A broken idle connection is replaced by the next query; a query that fails on it reports its own error.
  pool.on('error', () => {})
  return {
    db: drizzle(pool, { schema, casing: 'snake_case' }),
    close: () => pool.end(),
  }
}

/** For a proxy other than Neon's: encrypted on port 443, plain on others, without Neon's optimisations. */
function useProxy(proxy: string) {
  const port = /:(\d+)/.exec(proxy)?.[1] ?? '443'
  neonConfig.wsProxy = (host, databasePort) => `${proxy}?address=${host}:${databasePort}`
  neonConfig.useSecureWebSocket = port === '443'
  neonConfig.pipelineConnect = false
  neonConfig.pipelineTLS = false
}

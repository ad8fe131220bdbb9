import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema/index.ts'

/** node-postgres, Neon and an open transaction of either all fit this type. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

import type { SQL } from 'drizzle-orm'
import type { Db } from './db.ts'

/** The rows of a raw statement. Both drivers answer `{ rows }`; Drizzle's common type does not say so. */
export async function rowsOf<Row>(db: Db, statement: SQL): Promise<Row[]> {
  const result = (await db.execute(statement)) as unknown as { rows: Row[] }
  return result.rows
}

import type { SQL } from 'drizzle-orm'
import type { Db } from '#db/db.ts'

/** The unchecked rows of a statement, for a test that compares whole rows or counts them. */
export async function rawRows(db: Db, statement: SQL): Promise<Record<string, unknown>[]> {
  const answer: unknown = await db.execute(statement)
  // Both drivers return `{ rows }`; Drizzle's common type does not have it.
  return (answer as { rows: Record<string, unknown>[] }).rows
}

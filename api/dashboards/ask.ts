import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { prepared } from '#db/prepared.ts'

/**
 * The rows of a statement that every dashboard of its kind sends: built, parsed and planned once per
 * connection under its name. What changes from call to call stands in it as `sql.placeholder`;
 * `columns` are the names that it gives.
 */
export function ask<Row>(
  db: Db,
  name: string,
  columns: readonly (keyof Row & string)[],
  statement: () => SQL,
  values: Record<string, unknown>,
): Promise<Row[]> {
  const query = prepared(db, name, (db: Db) =>
    db
      .select(Object.fromEntries(columns.map((column) => [column, sql.raw(`"${column}"`)])))
      .from(sql`(${statement()}) asked`)
      .prepare(name),
  )
  // The caller named the columns beside the statement that gives them; Drizzle cannot read its text.
  return query.execute(values) as Promise<Row[]>
}

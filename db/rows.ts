import type { SQL } from 'drizzle-orm'
import type { Db } from './db.ts'
import type { Columns, RowOf } from './values.ts'

type Row = Record<string, unknown>

/**
 * The rows of a raw statement, decoded by `columns`. The statement must give each of these by its name; other
 * columns are left out.
 */
export async function rowsOf<C extends Columns>(
  db: Db,
  statement: SQL,
  columns: C,
): Promise<RowOf<C>[]> {
  // Both drivers return `{ rows }`; Drizzle's common type does not have it.
  const { rows } = (await db.execute(statement)) as unknown as { rows: Row[] }
  return decoded(rows, columns)
}

/** Changes the rows in place, so the caller must own them: new objects would cost more than all checks. */
export function decoded<C extends Columns>(rows: Row[], columns: C): RowOf<C>[] {
  const entries = Object.entries(columns)
  for (const row of rows)
    for (const [name, decode] of entries) {
      const given = row[name]
      const value = decode(given, name)
      if (value !== given) row[name] = value
    }
  const [first] = rows
  const extra = Object.keys(first ?? {}).filter((name) => !Object.hasOwn(columns, name))
  for (const name of extra) for (const row of rows) delete row[name]
  // Every row now has each key of `columns` with its decoded value, and no other key.
  return rows as RowOf<C>[]
}

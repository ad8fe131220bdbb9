import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { prepared } from './prepared.ts'
import { decoded } from './rows.ts'
import type { Columns, RowOf } from './values.ts'

/**
 * Runs a raw statement that is built, parsed and planned once per connection, under its name. Values that change from call to call are `sql.placeholder`s; `columns` decode the rows.
 */
export async function ask<C extends Columns>(
  db: Db,
  name: string,
  columns: C,
  statement: () => SQL,
  values: Record<string, unknown>,
): Promise<RowOf<C>[]> {
  const query = prepared(db, name, (db: Db) =>
    db.select(named(columns)).from(sql`(${statement()}) asked`).prepare(name),
  )
  return decoded(await query.execute(values), columns)
}

const named = (columns: Columns): Record<string, SQL> =>
  Object.fromEntries(Object.keys(columns).map((column) => [column, sql.raw(`"${column}"`)]))

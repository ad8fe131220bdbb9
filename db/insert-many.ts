import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { snake } from './snake.ts'

/**
 * One statement for any number of rows, with the rows as a single JSON parameter: its text does not
 * grow with the batch, so building and parsing it costs the same for one row and for sixty-four.
 * Every row must have the keys of the first. Add `on conflict …` by `tail`.
 */
export function insertMany<T extends PgTable>(
  table: T,
  rows: T['$inferInsert'][],
  tail: SQL = sql``,
): SQL {
  const columns = getTableColumns(table)
  const keys = Object.keys(rows[0] ?? {}).filter((key) => key in columns)
  const names = sql.raw(keys.map((key) => `"${snake(key)}"`).join(', '))
  const json = JSON.stringify(
    rows.map((row) => {
      const source = row as Record<string, unknown>
      return Object.fromEntries(keys.map((key) => [snake(key), source[key]]))
    }),
  )
  const name = sql.raw(`"${getTableName(table)}"`)
  return sql`insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, ${json}::json) ${tail}`
}

import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { snake } from './snake.ts'

/** Columns that the database computes; `given` is the unchanged row. */
type Derived = Readonly<Record<string, SQL>>

/**
 * One statement for any number of rows, with the rows as a single JSON parameter: its text does not
 * grow with the batch, so building and parsing it costs the same for one row and for sixty-four.
 * Every row must have the keys of the first. `tail` adds `on conflict …`.
 */
export function insertMany<T extends PgTable, D extends Derived = Record<never, SQL>>(
  table: T,
  rows: Omit<T['$inferInsert'], keyof D>[],
  tail: SQL = sql``,
  derived?: D,
): SQL {
  const columns = getTableColumns(table)
  const keys = Object.keys(rows[0] ?? {}).filter((key) => key in columns)
  const names = sql.raw(keys.map((key) => `"${snake(key)}"`).join(', '))
  const more = Object.entries(derived ?? {})
  const moreNames = sql.raw(more.map(([key]) => `, "${snake(key)}"`).join(''))
  const moreValues = sql.join(more.map(([, value]) => sql`, ${value}`))
  const json = JSON.stringify(
    rows.map((row) => {
      const source = row as Record<string, unknown>
      return Object.fromEntries(keys.map((key) => [snake(key), source[key]]))
    }),
  )
  const name = sql.raw(`"${getTableName(table)}"`)
  return sql`insert into ${name} (${names}${moreNames}) select ${names}${moreValues}
    from json_populate_recordset(null::${name}, ${json}::json) given ${tail}`
}

import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { rowsOf } from './rows.ts'
import { integer, type RowOf, text } from './values.ts'

const SEALED = { id: text, keyId: text, sealed: text }
/** A sealed text with the id of its row and the vault's key that it rests under. */
export type SealedRow = RowOf<typeof SEALED>
type KeyCount = { keyId: string; count: number }

/** The seals of one table, for a change of the vault's key. */
export type Seals = {
  name: string
  /** The number of rows under each key. */
  byKey(db: Db): Promise<KeyCount[]>
  /** Rows under another key than this one, in order of id after `afterId`. */
  notUnder(db: Db, keyId: string, afterId: string, max: number): Promise<SealedRow[]>
  /** Replaces seals and returns their number; one that was erased or replaced meanwhile stays as it is. */
  put(db: Db, rows: (SealedRow & { was: string })[]): Promise<number>
}

/** The seals of a table with the columns `key_id` and `sealed`, whose rows `idColumn` identifies. */
export function sealsOf(name: string, idColumn: string): Seals {
  const [table, id] = [sql.identifier(name), sql.identifier(idColumn)]
  return {
    name,
    byKey: (db) =>
      rowsOf(
        db,
        sql`select key_id as "keyId", count(*)::int as count from ${table}
          where sealed is not null group by key_id order by key_id`,
        { keyId: text, count: integer },
      ),
    notUnder: (db, keyId, afterId, max) =>
      rowsOf(
        db,
        sql`select ${id} as id, key_id as "keyId", sealed from ${table}
          where sealed is not null and key_id <> ${keyId} and ${id} > ${afterId}
          order by ${id} limit ${sql.raw(String(max))}`,
        SEALED,
      ),
    put: async (db, rows) => {
      const put = await rowsOf(
        db,
        sql`update ${table} set key_id = n."keyId", sealed = n.sealed
          from json_to_recordset(${JSON.stringify(rows)}::json)
            as n(id uuid, was text, "keyId" text, sealed text)
          where ${table}.${id} = n.id and ${table}.sealed = n.was
          returning n.id`,
        {},
      )
      return put.length
    },
  }
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import type { SealedRow } from './secrets.ts'

// The sealed keys of digests, for a change of the vault's key; a row's id is that of its tree.

/** Keys sealed with another key of the vault than this one, after an id. */
export const identifierKeysNotUnder = (
  { db }: Pick<Ctx, 'db'>,
  keyId: string,
  afterId: string,
  max: number,
): Promise<SealedRow[]> =>
  rowsOf(
    db,
    sql`select hq_id as id, key_id as "keyId", sealed from identifier_keys
      where key_id <> ${keyId} and hq_id > ${afterId}
      order by hq_id limit ${sql.raw(String(max))}`,
    { id: text, keyId: text, sealed: text },
  )

/** Replaces seals; one that somebody else has replaced meanwhile stays as it is. */
export async function putIdentifierKeys(
  { db }: Pick<Ctx, 'db'>,
  rows: (SealedRow & { was: string })[],
): Promise<number> {
  const put = await rowsOf(
    db,
    sql`update identifier_keys set key_id = n."keyId", sealed = n.sealed
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as n(id uuid, was text, "keyId" text, sealed text)
      where identifier_keys.hq_id = n.id and identifier_keys.sealed = n.was
      returning identifier_keys.hq_id as id`,
    {},
  )
  return put.length
}

/** Sealed keys under each key of the vault. */
export const identifierKeysByKey = ({
  db,
}: Pick<Ctx, 'db'>): Promise<{ keyId: string; count: number }[]> =>
  rowsOf(
    db,
    sql`select key_id as "keyId", count(*)::int as count from identifier_keys
      group by key_id order by key_id`,
    { keyId: text, count: integer },
  )

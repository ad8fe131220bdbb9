import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, type RowOf, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'

const SEALED = { id: text, keyId: text, sealed: text }
type SealedRow = RowOf<typeof SEALED>

/**
 * Second-factor secrets that are encrypted with another key than this one, in order of user id after
 * `afterId`.
 */
export const factorsNotUnder = (
  { db }: Pick<Ctx, 'db'>,
  keyId: string,
  afterId: string,
  max: number,
): Promise<SealedRow[]> =>
  rowsOf(
    db,
    sql`select user_id as id, key_id as "keyId", sealed from second_factors
      where key_id <> ${keyId} and user_id > ${afterId}
      order by user_id limit ${sql.raw(String(max))}`,
    SEALED,
  )

/** Replaces old seals; skips a secret that has changed meanwhile. */
export async function putFactors(
  { db }: Pick<Ctx, 'db'>,
  rows: (SealedRow & { was: string })[],
): Promise<number> {
  const put = await rowsOf(
    db,
    sql`update second_factors set key_id = n."keyId", sealed = n.sealed
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as n(id uuid, was text, "keyId" text, sealed text)
      where second_factors.user_id = n.id and second_factors.sealed = n.was
      returning second_factors.user_id as id`,
    {},
  )
  return put.length
}

/** How many secrets are encrypted with each key. */
export const factorsByKey = ({
  db,
}: Pick<Ctx, 'db'>): Promise<{ keyId: string; count: number }[]> =>
  rowsOf(
    db,
    sql`select key_id as "keyId", count(*)::int as count from second_factors
      group by key_id order by key_id`,
    { keyId: text, count: integer },
  )

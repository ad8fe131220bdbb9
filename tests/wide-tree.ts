import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import type { Tree, World } from './world.ts'

/**
 * Adds agencies to a tree, each with as many shops, by one statement: companies without people. Returns the ids of
 * the new agencies.
 */
export async function widen(
  { platform }: World,
  { hq }: Tree,
  { agencies, shopsOfEach }: { agencies: number; shopsOfEach: number },
): Promise<string[]> {
  const at = platform.clock.now().toISOString()
  const rows = await rowsOf(
    platform.db,
    sql`
    with agencies as (
      insert into companies (id, code, name, tier, parent_id, hq_id, agency_id, approved_at, created_at)
      select id, 'W' || id, '대리점 ' || n, 'agency', ${hq.id}, ${hq.id}, id, ${at}, ${at}
      from (select gen_random_uuid() as id, n from generate_series(1, ${agencies}) n) as fresh
      returning id),
    shops as (
      insert into companies (id, code, name, tier, parent_id, hq_id, agency_id, approved_at, created_at)
      select id, 'W' || id, '판매점 ' || n, 'retail', agency_id, ${hq.id}, agency_id, ${at}, ${at}
      from (select gen_random_uuid() as id, a.id as agency_id, n
        from agencies a, generate_series(1, ${shopsOfEach}) n) as fresh)
    select id from agencies`,
    { id: text },
  )
  return rows.map(({ id }) => id)
}

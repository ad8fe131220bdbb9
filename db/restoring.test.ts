import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/world.ts'
import { rowsOf } from './rows.ts'
import { text } from './values.ts'

// pg_restore qualifies every name and empties the search path. A function that calls another by its bare name
// works every day, and fails when the tables are filled from a backup.

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.mintTree()
})
afterAll(() => world.close())

/** Expressions that Postgres evaluates while rows are loaded and indexes are built. */
const EXPRESSIONS = sql`
  select d.adrelid::regclass::text as "table", pg_get_expr(d.adbin, d.adrelid) as said from pg_catalog.pg_attrdef d
    join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where a.attgenerated = 's'
  union all select conrelid::regclass::text, pg_get_expr(conbin, conrelid) from pg_catalog.pg_constraint
    where contype = 'c' and conrelid <> 0 and connamespace = 'public'::regnamespace
  union all select i.indrelid::regclass::text, pg_get_expr(coalesce(i.indexprs, i.indpred), i.indrelid)
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and coalesce(i.indexprs, i.indpred) is not null`

test('no expression that a restore evaluates needs a search path', async () => {
  await world.platform.db.transaction(async (db) => {
    await db.execute(sql`set local search_path = ''`)
    const all = await rowsOf(db, EXPRESSIONS, { table: text, said: text })
    expect(all.filter(({ said }) => said.includes('text_key')).length).toBeGreaterThan(2)
    for (const { table, said } of all) await db.execute(sql.raw(`select ${said} from ${table}`))
  })
})

import { sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { rowsOf } from '#db/rows.ts'

/** What any request may move, refused or not: when somebody was last seen. */
const SEEN: Record<string, string> = { sessions: 'last_seen_at', api_tokens: 'last_used_at' }
const rowText = (table: string) =>
  SEEN[table] ? sql`(to_jsonb(t) - ${SEEN[table]})::text` : sql`t::text`

/** How many rows each table has, and a checksum of all that is in them but for when somebody was seen. */
export async function dump(db: Db): Promise<Record<string, string>> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const all = sql.join(
    tables.map(
      ({ name }) =>
        sql`select ${name} as name, count(*) || ' ' || coalesce(md5(string_agg(md5(${rowText(name)}), '' order by md5(${rowText(name)}))), '') as state from ${sql.identifier(name)} t`,
    ),
    sql` union all `,
  )
  const rows = await rowsOf<{ name: string; state: string }>(db, all)
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
}

/**
 * Moves whenever a transaction that wrote has ended, in any database of the server, rolled back or
 * not. While it stands still nothing was written, so only its movement needs a look at the tables.
 */
export async function writesSoFar(db: Db): Promise<string> {
  const [row] = await rowsOf<{ writes: string }>(
    db,
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text as writes`,
  )
  return row?.writes ?? ''
}

/**
 * Remembers all rows now; what it returns puts them back. Triggers and foreign keys sleep meanwhile,
 * so that append-only tables can be put back too.
 */
export async function keep(db: Db): Promise<() => Promise<void>> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const names = tables.map(({ name }) => sql.identifier(name))
  await db.execute(sql`create schema kept`)
  for (const name of names) await db.execute(sql`create table kept.${name} as table public.${name}`)
  return () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.execute(sql`truncate ${sql.join(names, sql`, `)}`)
      for (const name of names)
        await tx.execute(
          sql`insert into public.${name} overriding system value select * from kept.${name}`,
        )
    })
}

import { sql } from 'drizzle-orm'
import type { Db } from '#db/db.ts'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'

/** Counts of requests: every one of v1 adds to them, even a refused one, some seconds later. */
const COUNTED = ['v1_usage']
/** Columns that any request may update, even a refused one: when a person was last seen. */
const SEEN: Record<string, string> = { sessions: 'last_seen_at', api_tokens: 'last_used_at' }
const rowText = (table: string) =>
  SEEN[table] ? sql`(to_jsonb(t) - ${SEEN[table]})::text` : sql`t::text`

/**
 * The number of rows of each table and a checksum of its content without `SEEN` columns: of all tables, or of
 * the given ones.
 */
export async function dump(db: Db, only?: readonly string[]): Promise<Record<string, string>> {
  const tables = only ?? (await tablesOf(db))
  if (tables.length === 0) return {}
  const all = sql.join(
    tables.map(
      (name) =>
        sql`select ${name} as name, count(*) || ' ' || coalesce(md5(string_agg(md5(${rowText(name)}), '' order by md5(${rowText(name)}))), '') as state from ${sql.identifier(name)} t`,
    ),
    sql` union all `,
  )
  // Several processes read in parallel, so the tables come in any order.
  const rows = await rowsOf(db, sql`${all} order by name`, { name: text, state: text })
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
}

async function tablesOf(db: Db): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    { name: text },
  )
  return rows.flatMap(({ name }) => (COUNTED.includes(name) ? [] : [name]))
}

export type Kept = {
  /**
   * The tables to which a committed statement has written since the rows were kept; a rolled back one does
   * not count.
   */
  written(): Promise<string[]>
  /** Restores the rows that differ. */
  putBack(): Promise<void>
}

/** Copies all rows. From now on the database itself records which tables are written. */
export async function keep(db: Db): Promise<Kept> {
  const names = await tablesOf(db)
  await db.execute(sql`create schema kept`)
  await db.execute(sql`create table kept.notes (name text not null)`)
  await db.execute(sql`create function kept.note() returns trigger language plpgsql as
    $$ begin insert into kept.notes values (tg_table_name); return null; end $$`)
  for (const name of names) {
    const table = sql.identifier(name)
    await db.execute(sql`create table kept.${table} as table public.${table}`)
    await db.execute(sql`create trigger kept_note after insert or update or delete or truncate on public.${table}
      for each statement execute function kept.note()`)
  }
  await db.execute(PUT_BACK)
  return {
    written: async () => {
      const rows = await rowsOf(db, sql`select distinct name from kept.notes`, { name: text })
      return rows.map(({ name }) => name)
    },
    putBack: async () => {
      await db.execute(sql`select kept.put_back()`)
    },
  }
}

/**
 * Triggers and foreign keys are off meanwhile, so that append-only tables can be restored too. Rows are
 * compared as text, because some types have no equality; generated columns are compared and not written.
 */
const PUT_BACK = sql.raw(`
  create function kept.put_back() returns void language plpgsql as $$
  declare
    noted text;
    columns text;
  begin
    perform set_config('session_replication_role', 'replica', true);
    for noted in select distinct name from kept.notes loop
      select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into columns
        from information_schema.columns
        where table_schema = 'public' and table_name = noted and is_generated = 'NEVER';
      execute format('delete from public.%1$I t where t::text not in (select k::text from kept.%1$I k)', noted);
      execute format('insert into public.%1$I (%2$s) overriding system value select %2$s from kept.%1$I k
        where k::text not in (select t::text from public.%1$I t)', noted, columns);
    end loop;
    delete from kept.notes;
    perform set_config('session_replication_role', 'origin', true);
  end $$`)

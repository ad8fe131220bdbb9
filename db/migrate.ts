import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

/** Any fixed number; all processes that migrate this database use the same lock. */
export const LOCK = 7_246_117
const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))

/** A migration by its name and its creation time, by which the database remembers it. */
type Migration = { tag: string; when: number }

/**
 * Migrates the database to the newest schema and returns how many migrations that took. Simultaneous starts
 * wait for each other. The lock belongs to the session, so the address must be a direct one, not a pooler's.
 * Every failure is one sentence with the remedy.
 */
export async function migrate(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'maru-migrate' })
  // A broken connection fails the current statement; without a listener it would end the process.
  client.on('error', () => {})
  const unusable = (cause: Error & { code?: string }) => {
    const reason = cause.message || cause.code
    throw new Error(
      `The database at ${client.host}:${client.port} cannot be used (${reason}): see that it runs, and that DATABASE_URL names it, its account and its password rightly.`,
      { cause },
    )
  }
  await client.connect().catch(unusable)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]).catch(unusable)
    const pending = pendingOf(await recordedIn(client), known())
    if (pending.length > 0) await apply(client, pending)
    return pending.length
  } finally {
    await client.end()
  }
}

function known(): Migration[] {
  return JSON.parse(readFileSync(`${FOLDER}/meta/_journal.json`, 'utf8')).entries
}

async function recordedIn(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as there")
  if (!rows[0].there) return []
  const recorded = await client.query('select created_at from drizzle.__drizzle_migrations')
  return recorded.rows.map((row) => Number(row.created_at))
}

/**
 * The migrations that the database lacks. Newer migrations than ours are no fault: during a rolling deployment
 * and after a rollback, the earlier version runs on a schema that only adds to its own (decision 015).
 */
export function pendingOf(recorded: number[], known: Migration[]): Migration[] {
  const newest = Math.max(0, ...recorded)
  const whens = new Set(known.map(({ when }) => when))
  const ours = Math.max(...whens)
  if (recorded.some((when) => when < ours && !whens.has(when)))
    throw new Error(
      'The database has had a migration that is not in db/migrations: another branch of Maru made it. Start the version that made it; nothing was changed.',
    )
  const skipped = known.find(({ when }) => when <= newest && !recorded.includes(when))
  if (skipped)
    throw new Error(
      `The database has later migrations than db/migrations/${skipped.tag}.sql but not that one: restore it from a backup; nothing was changed.`,
    )
  return known.filter(({ when }) => when > newest)
}

/** All or none, in one transaction. */
async function apply(client: pg.Client, pending: Migration[]) {
  try {
    await applyMigrations(drizzle(client), { migrationsFolder: FOLDER })
  } catch (error) {
    const { query, cause } = error as { query?: string; cause?: { message?: string } }
    const failed = pending.find(({ tag }) => query && sqlOf(tag).includes(query))
    const name = failed ? `db/migrations/${failed.tag}.sql` : 'A migration of db/migrations'
    const reason = cause?.message ?? (error instanceof Error ? error.message : error)
    throw new Error(
      `${name} does not fit this database (${reason}): restore the database from a backup, or start with an empty one; nothing was changed.`,
      { cause: error },
    )
  }
}

const sqlOf = (tag: string) => readFileSync(`${FOLDER}/${tag}.sql`, 'utf8')

import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

/** Any fixed number; everybody who migrates this database asks for the same lock. */
const LOCK = 7_246_117

/**
 * Brings the database to the newest schema. Processes that start at once wait for each other.
 * The lock belongs to the session, so the address must be a direct one, not a pooler's.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'maru-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await applyMigrations(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    })
  } finally {
    await client.end()
  }
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL
  if (url) {
    await migrate(url)
  } else {
    console.error('DATABASE_URL is not set: set it to the address of the database to migrate.')
    process.exitCode = 1
  }
}

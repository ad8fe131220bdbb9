import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Embedded, startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'

export const ORDERS = Number(process.env.BENCH_ORDERS ?? 1_000_000)
export const HQ_ID = '019a0000-0000-7000-8000-000000000001'

/** The volume database in its own embedded Postgres; made once and kept for later runs. */
export async function volumeDatabase(folder: string): Promise<Embedded & { databaseUrl: string }> {
  const server = await startEmbedded({ folder })
  // The name changes with each version of the script whose rows the checks of another version refuse.
  const name = `volume2_${ORDERS}`
  const url = new URL(server.url)
  url.pathname = name
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await fill(admin, name, url.href)
  // A database from an earlier version is migrated, as an installation would be.
  await migrate(url.href)
  await admin.end()
  return { ...server, databaseUrl: url.href }
}

async function fill(admin: pg.Client, name: string, url: string) {
  const startedAt = Date.now()
  console.log(`Making ${ORDERS.toLocaleString('en')} orders and all that belongs to them …`)
  // Renamed only when it is complete, so that a broken run is not taken for a database.
  const draft = `${name}_draft`
  await admin.query(`drop database if exists ${draft}`)
  await admin.query(`create database ${draft}`)
  const draftUrl = new URL(url)
  draftUrl.pathname = draft
  await migrate(draftUrl.href)
  const client = new pg.Client({ connectionString: draftUrl.href })
  await client.connect()
  for (const statement of statements())
    await client.query(statement).catch((cause) => {
      throw new Error(`The volume script failed at: ${statement.slice(0, 200)}`, { cause })
    })
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
  await admin.query(`alter database ${draft} rename to ${name}`)
  console.log(`… ready in ${Math.round((Date.now() - startedAt) / 1000)} s.`)
}

/** The script's statements with its two variables filled in. */
function statements(): string[] {
  return readFileSync(join(import.meta.dirname, 'volume.sql'), 'utf8')
    .replace(/^--.*$/gm, '')
    .replaceAll(":'hq'", `'${HQ_ID}'::uuid`)
    .replaceAll(':orders', String(ORDERS))
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

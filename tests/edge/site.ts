import pg from 'pg'
import { inject } from 'vitest'
import { buildSite } from '../../scripts/site.ts'

/** Any fixed number; all test files that need the site use the same lock. */
const LOCK = 7_246_118

/** Builds dist/site from its current sources. Of several test files one builds; the others wait for it. */
export async function needSite(): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await buildSite()
  } finally {
    await client.end()
  }
}

/** How long a build may take on a busy machine. */
export const SITE_MS_MAX = 180_000

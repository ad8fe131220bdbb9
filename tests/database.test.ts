import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('many test files at once each get a migrated database', async () => {
  const databases = await Promise.all(Array.from({ length: 12 }, () => testDatabase()))
  for (const { url } of databases) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('create table only_here ()')
    const { rows } = await client.query(
      'select count(*)::int as done from drizzle.__drizzle_migrations',
    )
    expect(rows[0]?.done).toBeGreaterThan(0)
    await client.end()
  }
  await Promise.all(databases.map((database) => database.drop()))
})

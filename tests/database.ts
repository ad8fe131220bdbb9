import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '#db/migrate.ts'

const TEMPLATE = 'maru_template'

export type TestDatabase = { url: string; drop(): Promise<void> }

/** A migrated, empty database for the caller, so that test files at the same time do not share data. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('serverUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${TEMPLATE}`)
  return {
    url: at(server, name),
    // Forced, so that an open pool of a failed test does not keep the database.
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}

/** Makes the database that `testDatabase` copies; called once, before any test file runs. */
export async function prepareTemplate(server: string) {
  await onServer(server, `create database ${TEMPLATE}`)
  await migrate(at(server, TEMPLATE))
  // A database with connections cannot be copied, so this one refuses them from now on.
  await onServer(server, `alter database ${TEMPLATE} allow_connections false`)
}

function at(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = name
  return url.href
}

async function onServer(server: string, statement: string) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

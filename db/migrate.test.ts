import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/database.ts'
import { LOCK, migrate } from './migrate.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let other: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query('select pg_advisory_lock($1)', [LOCK])
})
afterAll(async () => {
  await other.end()
  await database.drop()
})

/** A proxy before the database whose connections can be cut, as a failing machine cuts them. */
async function front() {
  const { hostname, port } = new URL(database.url)
  const open: Socket[] = []
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) socket.on('error', () => {})
    open.push(near)
    near.pipe(far).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(database.url)
  // A TCP server that listens has an address with a port.
  url.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    server.close()
    for (const socket of open) socket.resetAndDestroy()
  }
  return { url: url.href, cut }
}

test('a database that fails during a migration is named, and does not end the process', async () => {
  const { url, cut } = await front()
  const migrating = expect(migrate(url)).rejects.toThrow(
    /^The database at 127\.0\.0\.1:\d+ cannot be used \(.*ECONNRESET.*\): see that it runs/,
  )
  const waiting =
    "select from pg_stat_activity where application_name = 'maru-migrate' and wait_event_type = 'Lock' and datname = current_database()"
  while ((await other.query(waiting)).rowCount === 0);
  cut()
  await migrating
})

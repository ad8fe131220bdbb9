import { once } from 'node:events'
import { createServer } from 'node:net'
import pg from 'pg'

export async function ask(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  // A connection that the server closes reports it here; the query fails by itself.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

export async function listen(port: number) {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

export function portOf(server: ReturnType<typeof createServer>) {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server listens nowhere.')
  return address.port
}

import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveNode } from '#api/node.ts'

// The server of one run of the journeys: the Node entry as it ships, on data that nobody else has.

const folder = mkdtempSync(join(tmpdir(), 'maru-e2e-'))
// Under root Postgres runs as another account, which must be able to enter.
chmodSync(folder, 0o755)

// The demo prints its mail; journeys that wait for a letter read it there.
const log = join(folder, 'log')
appendFileSync(log, '')
const print = process.stdout.write
// The stream's own two shapes of arguments go through untouched.
process.stdout.write = ((...said: Parameters<typeof print>) => {
  appendFileSync(log, said[0])
  return print.apply(process.stdout, said)
}) as typeof print

const server = await serveNode({
  PORT: String(await freePort()),
  MARU_DATA: folder,
  LOG_LEVEL: 'error',
  // A journey that locks an address speaks from one of its own.
  TRUSTED_PROXIES: '1',
})
console.log(`serving ${server.url} log ${log}`)

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, end)

async function end() {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      if (address === null || typeof address === 'string') return reject(new Error('no port'))
      probe.close(() => resolve(address.port))
    })
  })
}

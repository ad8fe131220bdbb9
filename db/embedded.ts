import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { binariesFor } from './embedded/binaries.ts'
import { makeCluster } from './embedded/cluster.ts'
import { stopLeftover } from './embedded/leftover.ts'
import { findPlace, SHELTER, writeNote } from './embedded/place.ts'
import { runServer, type Server, StartFailure } from './embedded/server.ts'
import { type Purpose, settings } from './embedded/settings.ts'

export type Embedded = {
  url: string
  port: number
  /** Where the data really are; another folder than asked for when Postgres' account cannot reach it. */
  place: string
  /** Ends open connections, writes everything down and returns when the server is gone. */
  stop(): Promise<void>
}

/** How often a port that was free a moment ago may turn out taken before we give up. */
const PORTS_TRIED_MAX = 5

/**
 * Starts the Postgres that npm brought, on this folder. Everything committed stays there; a server
 * that a killed process left behind is ended first. Only 127.0.0.1 is served, with a password that
 * rests in the folder. Every failure is one sentence that says what to do.
 */
export async function startEmbedded(options: {
  folder: string
  /** Insist on this port; without it a free one is chosen and kept for the next start. */
  port?: number
  purpose?: Purpose
  log?: (line: string) => void
}): Promise<Embedded> {
  const purpose = options.purpose ?? 'lasting'
  const log = options.log ?? (() => undefined)
  const { folder, cluster, note, account } = findPlace(options.folder)
  const bin = join(binariesFor(account, SHELTER), 'bin')
  const name = `maru-${createHash('sha256').update(cluster).digest('hex').slice(0, 8)}`
  makeCluster(cluster, { bin, account, password: note.password, purpose })
  await stopLeftover({ folder, cluster, name, bin, account })

  const { server, port } = await onAPort(options.port, note.port, (port) =>
    runServer({ bin, cluster, account, log, args: settings({ purpose, port, name }) }),
  )
  writeNote(folder, { ...note, port })
  const url = `postgres://maru:${note.password}@127.0.0.1:${port}/maru`
  await ensureDatabase(url)
  return { url, port, place: dirname(cluster), stop: server.stop }
}

async function onAPort(
  wanted: number | undefined,
  remembered: number | undefined,
  run: (port: number) => Promise<Server>,
): Promise<{ server: Server; port: number }> {
  for (let tried = 1; ; tried++) {
    const port = wanted ?? (await freePort(tried === 1 ? remembered : undefined))
    try {
      return { server: await run(port), port }
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error
      if (!error.portTaken) {
        throw new Error(`Postgres does not start: ${error.message}. The data are untouched.`)
      }
      if (wanted || tried === PORTS_TRIED_MAX) {
        throw new Error(
          `Port ${port} on 127.0.0.1 is taken, so Postgres cannot use it: free it, or choose another port.`,
          { cause: error },
        )
      }
    }
  }
}

/** The preferred port if nobody has it, else one that the system picks. */
async function freePort(preferred = 0): Promise<number> {
  const probe = createServer()
  const port = await new Promise<number | undefined>((resolve) => {
    probe.once('error', () => resolve(undefined))
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address()
      resolve(typeof address === 'object' ? address?.port : undefined)
    })
  })
  await new Promise((resolve) => probe.close(resolve))
  return port ?? freePort()
}

async function ensureDatabase(url: string) {
  const client = new pg.Client(url.replace(/maru$/, 'postgres'))
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'maru'")
    if (!rowCount) await client.query('create database maru')
  } finally {
    await client.end()
  }
}

import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { binariesFor } from './embedded/binaries.ts'
import { makeCluster, requireWhole } from './embedded/cluster.ts'
import { ensureDatabase } from './embedded/database.ts'
import { inUse, stopLeftover } from './embedded/leftover.ts'
import { findPlace, type Place, SHELTER, writeNote } from './embedded/place.ts'
import { runServer, type Server, StartFailure } from './embedded/server.ts'
import { type Purpose, settings } from './embedded/settings.ts'

export type Embedded = {
  url: string
  port: number
  /** The actual folder of the data, which differs if Postgres' account cannot reach the given one. */
  place: string
  /** Ends open connections, writes everything to disk and returns when the server is gone. */
  stop(): Promise<void>
}

/** How often a free port may turn out to be taken before the start fails. */
const PORTS_TRIED_MAX = 5

/**
 * Starts the Postgres from npm on this folder. All committed data stay there; a server that a killed
 * process left running is ended first. It listens on 127.0.0.1 only, with a password that is stored in the
 * folder. Every failure is one sentence with the remedy.
 */
export async function startEmbedded(options: {
  folder: string
  /** A required port; without it a free one is chosen and kept for the next start. */
  port?: number
  purpose?: Purpose
  /** Fills a new database; no client sees it before it is complete. */
  fill?: (url: string) => Promise<void>
  log?: (line: string) => void
  /** Gets messages about slow steps. */
  say?: (text: string) => void
}): Promise<Embedded> {
  const { purpose = 'lasting', log = () => {}, say = () => {}, fill = async () => {} } = options
  const { folder, cluster, note, account } = findPlace(options.folder)
  const bin = join(binariesFor(account, SHELTER), 'bin')
  const name = `maru-${createHash('sha256').update(cluster).digest('hex').slice(0, 8)}`
  makeCluster(cluster, { bin, account, password: note.password, purpose, say })
  requireWhole(cluster)
  await stopLeftover({ folder, cluster, name, bin, account })

  const { server, port } = await onAPort({ folder, cluster }, options.port, note.port, (port) =>
    runServer({ bin, cluster, account, log, args: settings({ purpose, port, name }) }),
  )
  try {
    if (note.port !== port) writeNote(folder, { ...note, port })
    const url = `postgres://maru:${note.password}@127.0.0.1:${port}/maru`
    await ensureDatabase(url, fill)
    return { url, port, place: dirname(cluster), stop: server.stop }
  } catch (error) {
    await server.stop()
    const panic = server.panic()
    if (!panic) throw error
    throw new Error(`The database in ${cluster} broke off: ${panic}. Mend that and start again.`, {
      cause: error,
    })
  }
}

async function onAPort(
  { folder, cluster }: Pick<Place, 'folder' | 'cluster'>,
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
      if (error.inUse) throw inUse(folder)
      if (!error.portTaken) {
        throw new Error(
          `The database in ${cluster} does not start: ${error.message}. Mend that, or restore the folder from a backup; the data are untouched.`,
          { cause: error },
        )
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

/** The preferred port if it is free, else one that the system picks. */
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

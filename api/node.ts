import { join } from 'node:path'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { startPoller } from '#jobs/poll.ts'
import { startSchedule } from '#jobs/schedule.ts'
import { app } from './app.ts'
import { askedOf } from './http/asked-node.ts'
import { throughDoor } from './http/through-door.ts'
import { liveDoor } from './live-node.ts'
import { clientAddress } from './platform/client-address.ts'
import { parseConfig } from './platform/config.ts'
import { type ConfigWithKeys, withKeys } from './platform/demo-keys.ts'
import { inTime } from './platform/in-time.ts'
import { nodePlatform } from './platform/node.ts'
import type { Log } from './platform/platform.ts'
import { makeDataFolder } from './platform/private-files.ts'
import { warnOfProxies } from './platform/proxy-warning.ts'
import { openServer } from './platform/server-node.ts'
import { staticSite } from './platform/static-node.ts'

const SITE = join(import.meta.dirname, '../dist/site')
/** How long open requests and jobs may take after the process is told to stop, and then their deferred work. */
const LEAVE_MS_MAX = 10_000
const LIVE_PATH = '/api/v2/live'

export type NodeServer = { url: string; log: Log; stop(): Promise<void> }

/**
 * The Node entry: with the embedded Postgres and its demo, or with the database of DATABASE_URL. Several
 * processes may share a database and Redis. `stop` answers open requests, then closes everything.
 */
export async function serveNode(env: Record<string, string | undefined>): Promise<NodeServer> {
  const config = parseConfig(env)
  if (config.demo) makeDataFolder(config.dataFolder)
  const keyed = await withKeys(config)
  const embedded = config.demo
    ? await startEmbedded({
        folder: join(config.dataFolder, 'postgres'),
        say,
        fill: (url) => fillDemo(keyed, url),
      })
    : undefined
  const databaseUrl = embedded?.url ?? config.database?.url ?? ''
  await migrate(databaseUrl)
  const platform = nodePlatform(keyed, { databaseUrl })

  const live = liveDoor(platform)
  const verifyWake = platform.verifyQstash
  const proxied = warnOfProxies(platform.log, env.TRUSTED_PROXIES)
  const site = staticSite(SITE, { storage: config.s3?.endpoint })
  const poller = startPoller(platform, platform.pollQueue)
  const schedule = startSchedule(platform)
  const server = await openServer({
    port: config.port,
    host: config.host,
    socketPath: LIVE_PATH,
    fetch: (request, io) => {
      if (!isApi(io.incoming.url ?? '/')) return site.fetch(request, io)
      const { headers, socket } = io.incoming
      const forwardedFor = headers['x-forwarded-for']?.toString()
      if (forwardedFor !== undefined) proxied()
      const address = clientAddress(socket.remoteAddress, forwardedFor, config.trustedProxies)
      // The adapter recognises only its own object: a copy would not be upgraded to a socket.
      // An upgrade to a socket has no response of Node's on which to set headers.
      const setHeader = io.outgoing
        ? (name: string, value: string) => void io.outgoing.setHeader(name, value)
        : undefined
      const bindings = { platform, live, address, verifyWake, ...(setHeader && { setHeader }) }
      return throughDoor(platform, askedOf(io.incoming), (attempt) =>
        app.fetch(request, Object.assign(io, bindings, { attempt })),
      )
    },
  })

  return {
    url: config.publicUrl,
    log: platform.log,
    async stop() {
      platform.rooms.closeAll()
      const left = [server.close(LEAVE_MS_MAX), schedule.stop(), poller.stop()]
      // A job that does not reach its next step in time is cut off: its lease expires, and it begins again.
      await inTime(Promise.all(left), LEAVE_MS_MAX)
      await inTime(platform.drain(), LEAVE_MS_MAX)
      await embedded?.stop()
    },
  }
}

/** Fills a database that is not in use before it is complete; after an interruption it begins anew. */
async function fillDemo(config: ConfigWithKeys, databaseUrl: string) {
  await migrate(databaseUrl)
  const platform = nodePlatform(config, { databaseUrl })
  try {
    const { seedDemo } = await import('./demo/seed.ts')
    await seedDemo(platform, say)
  } finally {
    await platform.drain()
  }
}

const say = (text: string) => console.log(text)

const isApi = (path: string) => /^\/(api\/|(healthz|readyz|metrics)($|\?))/.test(path)

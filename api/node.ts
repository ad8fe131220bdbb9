import { join } from 'node:path'
import { serve, upgradeWebSocket } from '@hono/node-server'
import type { Context } from 'hono'
import { WebSocketServer } from 'ws'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { startPoller } from '#jobs/poll.ts'
import { startSchedule } from '#jobs/schedule.ts'
import { app } from './app.ts'
import { recheck } from './auth/recheck.ts'
import type { AppEnv } from './http/env.ts'
import { clientAddress } from './platform/client-address.ts'
import { parseConfig } from './platform/config.ts'
import { withKeys } from './platform/demo-keys.ts'
import { nodePlatform } from './platform/node.ts'
import { SESSION_ENDED } from './platform/realtime-ws.ts'
import { staticSite } from './platform/static-node.ts'

const SITE = join(import.meta.dirname, '../dist/site')
/** How long open requests may take to finish when the process is told to stop. */
const LEAVE_MS_MAX = 10_000
const IDLE_CHECK_MS = 50
/** How long a socket may outlive its person's standing. */
const RECHECK_MS = 10_000

/**
 * The Node entry: without DATABASE_URL the embedded Postgres with its demo, else the given one.
 * Several processes may share a database and Redis. `stop` answers what is open, then leaves.
 */
export async function serveNode(
  env: Record<string, string | undefined>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const config = parseConfig(env)
  const embedded = config.demo
    ? await startEmbedded({ folder: join(config.dataFolder, 'postgres') })
    : undefined
  const databaseUrl = embedded?.url ?? config.database?.url ?? ''
  await migrate(databaseUrl)
  const platform = nodePlatform(await withKeys(config), { databaseUrl })
  if (config.demo) {
    const { seedDemo } = await import('./demo/seed.ts')
    await seedDemo(platform, (text) => console.log(text))
  }

  const live = upgradeWebSocket((c: Context<AppEnv>) => {
    const { actor } = c.var.ctx
    const { raw } = c.req
    let leave = () => {}
    let guard: ReturnType<typeof setInterval> | undefined
    return {
      onOpen: (_, socket) => {
        leave = platform.rooms.join(actor.companyId, socket)
        const check = () =>
          recheck(platform, actor, raw).catch(() => socket.close(SESSION_ENDED, 'Sign in again.'))
        guard = setInterval(check, RECHECK_MS)
      },
      onMessage: (event, socket) => void (event.data === 'ping' && socket.send('pong')),
      onClose: () => {
        clearInterval(guard)
        leave()
      },
    }
  })
  const verifyWake = platform.verifyQstash
  const site = staticSite(SITE)
  const poller = startPoller(platform, platform.pollQueue)
  const schedule = startSchedule(platform)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  const server = serve({
    port: config.port,
    hostname: config.host,
    websocket: { server: sockets },
    fetch: (request, io) => {
      if (!isApi(io.incoming.url ?? '/')) return site.fetch(request, io)
      const { headers, socket } = io.incoming
      const forwardedFor = headers['x-forwarded-for']?.toString()
      const address = clientAddress(socket.remoteAddress, forwardedFor, config.trustedProxies)
      // The adapter knows its own object again: a copy would not be upgraded to a socket.
      // An upgrade to a socket has no response of Node's own to set headers on.
      const setHeader = io.outgoing
        ? (name: string, value: string) => void io.outgoing.setHeader(name, value)
        : undefined
      return app.fetch(
        request,
        Object.assign(io, { platform, live, address, verifyWake, ...(setHeader && { setHeader }) }),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (cause) =>
      reject(new Error(`Port ${config.port} cannot be used: choose another with PORT.`, { cause })),
    )
  })

  return {
    url: config.publicUrl,
    async stop() {
      await schedule.stop()
      platform.rooms.closeAll()
      const closed = new Promise((resolve) => server.close(resolve))
      // Closing ends only the connections that are idle now. One that is answered later would be kept
      // for the client's next request, and we with it.
      const idle = setInterval(
        () => 'closeIdleConnections' in server && server.closeIdleConnections(),
        IDLE_CHECK_MS,
      )
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, LEAVE_MS_MAX))])
      clearInterval(idle)
      await poller.stop()
      await platform.drain()
      await embedded?.stop()
    },
  }
}

const isApi = (path: string) => /^\/(api\/|(healthz|readyz|metrics)($|\?))/.test(path)

import { type HttpBindings, upgradeWebSocket } from '@hono/node-server'
import type { Context } from 'hono'
import { WebSocket } from 'ws'
import { recheck } from './auth/recheck.ts'
import { AppError, STATUS_OF } from './errors.ts'
import type { AppEnv } from './http/env.ts'
import { type BoundSocket, boundSocket, socketPlaces } from './platform/live-socket.ts'
import type { NodePlatform } from './platform/node.ts'
import { SESSION_ENDED, upgradeRequired } from './platform/realtime-ws.ts'

/** How long a socket may stay open after its person lost their access. */
const RECHECK_MS = 10_000
const TRY_AGAIN_LATER = 1013

/** Upgrades a request, on Node, to the live socket of the person's company. */
export function liveDoor(platform: NodePlatform): AppEnv['Bindings']['live'] {
  const places = socketPlaces()
  const upgrade = upgradeWebSocket((c: Context<AppEnv>) => {
    const { actor } = c.var.ctx
    const { raw } = c.req
    places.take(actor, ioOf(c).incoming.socket)
    let socket: BoundSocket | undefined
    let leave = () => {}
    let guard: ReturnType<typeof setInterval> | undefined

    const check = () =>
      recheck(platform, actor, raw).catch((error) => {
        if (isRefusal(error)) return socket?.close(SESSION_ENDED, 'Sign in again.')
        // Without an answer about their access nobody may keep listening; their next connection checks it again.
        socket?.close(TRY_AGAIN_LATER, 'Try again later.')
      })
    return {
      onOpen: (_, { raw }) => {
        if (!(raw instanceof WebSocket)) throw new Error('the adapter gave no socket of ws')
        socket = boundSocket(raw)
        leave = platform.rooms.join(actor.companyId, socket)
        guard = setInterval(check, RECHECK_MS)
      },
      onMessage: ({ data }) => socket?.hear(data),
      onClose: () => {
        clearInterval(guard)
        socket?.stop()
        leave()
      },
    }
  })
  return (c) => {
    // A request comes without a response to write to only if the server accepted its handshake.
    if (ioOf(c).outgoing) throw upgradeRequired()
    return upgrade(c, async () => {}) as Promise<Response>
  }
}

/** The entry passes the adapter's own object, which carries the connection. */
const ioOf = (c: Context<AppEnv>) => c.env as AppEnv['Bindings'] & HttpBindings

const isRefusal = (error: unknown) =>
  error instanceof AppError && [401, 403].includes(STATUS_OF[error.code])

import { AppError } from '../errors.ts'
import type { LiveEvent, Realtime } from './platform.ts'

/** The close code for a socket whose person has lost their access. */
export const SESSION_ENDED = 4401

/** The answer to a request for events that is no WebSocket handshake. */
export const upgradeRequired = () =>
  new AppError('upgrade_required', 'Open it as a WebSocket: GET with Upgrade: websocket.')

export type LiveSocket = { send(text: string): void; close(code?: number, reason?: string): void }

export type Rooms = Realtime & {
  /** Adds a socket to the room of its company. The returned function removes it. */
  join(companyId: string, socket: LiveSocket): () => void
  /** Closes every socket; the browser connects again and loads what it missed. */
  closeAll(code?: number, reason?: string): void
}

/** The sockets of this process, by company. */
export function wsRooms(): Rooms {
  const rooms = new Map<string, Set<LiveSocket>>()

  const leave = (companyId: string, socket: LiveSocket) => {
    const room = rooms.get(companyId)
    if (room?.delete(socket) && room.size === 0) rooms.delete(companyId)
  }
  return {
    publish: async (companyId, event) => {
      const text = textOf(event)
      for (const socket of rooms.get(companyId) ?? [])
        try {
          socket.send(text)
        } catch {
          // This socket is closing already; the others must still get the event.
          leave(companyId, socket)
        }
    },
    join: (companyId, socket) => {
      const room = rooms.get(companyId) ?? new Set()
      rooms.set(companyId, room.add(socket))
      return () => leave(companyId, socket)
    },
    closeAll: (code = 1001, reason = 'The server is stopping.') => {
      const sockets = [...rooms.values()].flatMap((room) => [...room])
      rooms.clear()
      for (const socket of sockets) socket.close(code, reason)
    },
  }
}

/** Exactly the two fields, whatever else the object has: a live event never contains data. */
export const textOf = ({ type, id }: LiveEvent) => JSON.stringify({ type, id })

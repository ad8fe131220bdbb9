import type { LiveEvent, Realtime } from './platform.ts'

/** The code with which a socket is closed when its person may no longer come in. */
export const SESSION_ENDED = 4401

export type LiveSocket = { send(text: string): void; close(code?: number, reason?: string): void }

export type Rooms = Realtime & {
  /** Lets a socket hear what happens in its company. The answer leaves the room again. */
  join(companyId: string, socket: LiveSocket): () => void
  /** Says goodbye to every socket; the browser comes back and asks for what it missed. */
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
          // It is closing already; one dead socket must not keep the event from the others.
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

/** Exactly the two fields, whatever else the object carries: data has no place in a live event. */
export const textOf = ({ type, id }: LiveEvent) => JSON.stringify({ type, id })

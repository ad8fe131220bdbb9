import type { LiveEvent } from './platform.ts'
import type { Rooms } from './realtime-ws.ts'

/** A listener in the room of one company, over any adapter. */
export type Listener = {
  next(): Promise<unknown>
  /** The code with which it was closed. */
  closed: Promise<number | undefined>
  leave(): void
}
/** What the suite needs of any adapter. */
export type Adapter = {
  publish(companyId: string, event: LiveEvent): Promise<void>
  listen(companyId: string): Promise<Listener>
}
/** Gives out arriving messages in order; an early request waits. */
export function inbox() {
  const held: unknown[] = []
  const waiting: ((value: unknown) => void)[] = []
  const closing = Promise.withResolvers<number | undefined>()
  return {
    receive(text: string) {
      const value = text.startsWith('{') ? JSON.parse(text) : text
      const first = waiting.shift()
      if (first) first(value)
      else held.push(value)
    },
    next: () =>
      held.length > 0
        ? Promise.resolve(held.shift())
        : new Promise<unknown>((resolve) => waiting.push(resolve)),
    closing,
  }
}

/** Listens in the rooms of one process. */
export const listenIn = (rooms: Rooms) => async (companyId: string) => {
  const { receive, next, closing } = inbox()
  const leave = rooms.join(companyId, { send: receive, close: closing.resolve })
  return { next, leave, closed: closing.promise }
}

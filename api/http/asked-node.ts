import type { IncomingMessage } from 'node:http'
import type { Asked } from './door.ts'

/** A request of Node's as the door asks it. The adapter reads a body that was read here from `rawBody`. */
export function askedOf(incoming: IncomingMessage): Asked {
  const { headers, method = '', url = '/' } = incoming
  return {
    method,
    address: url,
    header: (name) => headers[name]?.toString(),
    body: async () => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      const rawBody = Buffer.concat(chunks)
      Object.assign(incoming, { rawBody })
      return rawBody.toString()
    },
  }
}

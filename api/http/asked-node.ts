import type { IncomingMessage } from 'node:http'
import type { Asked } from './door.ts'

/** Of these Node gives only the first; the framework has all of them, and refuses most requests with two. */
const ONLY_FIRST = new Set(['authorization', 'content-type'])

/** A request of Node's as the door asks it. The adapter reads a body that was read here from `rawBody`. */
export function askedOf(incoming: IncomingMessage): Asked {
  const { headers, rawHeaders, method = '', url = '/' } = incoming
  return {
    method,
    address: url,
    header: (name) => (ONLY_FIRST.has(name) ? allOf(rawHeaders, name) : headers[name]?.toString()),
    body: async () => {
      const rawBody = await bytesOf(incoming)
      Object.assign(incoming, { rawBody })
      return rawBody.toString()
    },
  }
}

/** All values of a header as the framework joins them. */
function allOf(rawHeaders: readonly string[], name: string): string | undefined {
  let values: string | undefined
  for (let nth = 0; nth < rawHeaders.length; nth += 2) {
    const one = rawHeaders[nth]
    if (one?.length !== name.length || one.toLowerCase() !== name) continue
    const value = rawHeaders[nth + 1] ?? ''
    values = values === undefined ? value : `${values}, ${value}`
  }
  return values
}

/** Rejects if the body breaks off. By events, which cost less than an iterator over the stream. */
const bytesOf = (incoming: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    incoming
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', () =>
        resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
      )
      .once('error', reject)
      .once('close', () => {
        // An error with its stack costs as much as an answer.
        if (!incoming.complete) reject(new Error('the body broke off'))
      })
  })

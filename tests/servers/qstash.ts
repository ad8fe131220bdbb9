import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import * as z from 'zod'
import { listen } from './listen.ts'

const FIRST_PAUSE_MS = 10

export type Delivery = { messageId: string; url: string; body: string; status: number }

type Message = { url: string; body: string; headers: Headers }

export type QstashServer = {
  url: string
  token: string
  currentKey: string
  nextKey: string
  /** All attempts so far, in order; the status is the answer of the route. */
  deliveries: Delivery[]
  /** The number of calls so far. */
  readonly requests: number
  /** The bodies of all accepted messages, in order. */
  accepted: string[]
  /** Messages published again under a used deduplication id. */
  deduplicated: string[]
  /** Resolves when all messages are delivered or given up. */
  settled(): Promise<void>
  close(): Promise<void>
}

/**
 * QStash's publish and batch calls, with deliveries that are signed and repeated like QStash's. Without `delivers`
 * it only accepts, as QStash does in front of a service that is away.
 */
export async function startQstash({ delivers = true } = {}): Promise<QstashServer> {
  const token = randomUUID()
  const [currentKey, nextKey] = [`sig_${randomUUID()}`, `sig_${randomUUID()}`]
  const deliveries: Delivery[] = []
  const accepted: string[] = []
  let requests = 0
  const deduplicated: string[] = []
  const seen = new Set<string>()
  const running = new Set<Promise<void>>()
  let closed = false

  async function deliver(messageId: string, { url, body, headers }: Message) {
    const retries = Number(headers.get('upstash-retries') ?? 3)
    for (let attempt = 0; attempt <= retries && !closed; attempt++) {
      if (attempt > 0) await pause(FIRST_PAUSE_MS * 2 ** attempt)
      const signature = await signQstash({ url, body, key: currentKey })
      const status = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': headers.get('content-type') ?? 'application/json',
          'upstash-message-id': messageId,
          'upstash-retried': String(attempt),
          'upstash-signature': signature,
        },
      }).then(
        (response) => response.status,
        () => 599,
      )
      deliveries.push({ messageId, url, body, status })
      if (status < 300) return
    }
  }

  function accept(message: Message) {
    const messageId = `msg_${randomUUID()}`
    const deduplicationId = message.headers.get('upstash-deduplication-id')
    if (deduplicationId?.includes(':')) return { error: 'DeduplicationId cannot contain ":"' }
    if (deduplicationId && seen.has(deduplicationId)) {
      deduplicated.push(deduplicationId)
      return { messageId, url: message.url, deduplicated: true }
    }
    if (deduplicationId) seen.add(deduplicationId)
    accepted.push(message.body)
    if (!delivers) return { messageId, url: message.url }
    const delivery = deliver(messageId, message).finally(() => running.delete(delivery))
    running.add(delivery)
    return { messageId, url: message.url }
  }

  const server = createServer(async (request, response) => {
    requests += 1
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const path = request.url ?? ''
    const body = await text(request)
    if (request.headers.authorization !== `Bearer ${token}`)
      return send(401, { error: 'invalid token' })
    if (path === '/v2/batch') {
      const messages = Batch.parse(JSON.parse(body))
      return send(200, messages.map(accept))
    }
    if (path.startsWith('/v2/publish/')) {
      const headers = new Headers(Object.entries(request.headers).map(([k, v]) => [k, String(v)]))
      return send(201, accept({ url: path.slice('/v2/publish/'.length), body, headers }))
    }
    send(404, { error: 'not found' })
  })

  const { url, close } = await listen(server)
  return {
    url,
    token,
    currentKey,
    nextKey,
    deliveries,
    get requests() {
      return requests
    },
    accepted,
    deduplicated,
    settled: async () => {
      while (running.size > 0) await Promise.all(running)
    },
    close: async () => {
      closed = true
      await close()
    },
  }
}

const Batch = z.array(
  z
    .object({
      destination: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
    })
    .transform(({ destination, headers, body }) => ({
      url: destination,
      body,
      headers: new Headers(headers),
    })),
)

/** A signature in QStash's form; `ageSeconds` makes an expired one. */
export function signQstash(message: {
  url: string
  body: string
  key: string
  ageSeconds?: number
}): Promise<string> {
  const now = Math.floor(Date.now() / 1000) - (message.ageSeconds ?? 0)
  const digest = createHash('sha256').update(message.body).digest('base64url')
  return new SignJWT({ body: digest })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('Upstash')
    .setSubject(message.url)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + 300)
    .setJti(`jwt_${randomUUID()}`)
    .sign(new TextEncoder().encode(message.key))
}

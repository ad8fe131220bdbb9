import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Redis } from 'ioredis'
import * as z from 'zod'
import { listen } from './listen.ts'

const Command = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)
type Command = z.infer<typeof Command>

export type UpstashServer = {
  url: string
  token: string
  /** From now on requests are answered, answered with 500, or never answered. */
  behave(how: 'answers' | 'fails' | 'hangs'): void
  /** The number of requests so far, with any answer. */
  readonly requests: number
  close(): Promise<void>
}

/**
 * Upstash's REST protocol in front of a real Redis: one command, pipeline or transaction per request,
 * answers in base64 on request, a bearer token.
 */
export async function startUpstash(redisUrl: string): Promise<UpstashServer> {
  const token = crypto.randomUUID()
  const redis = new Redis(redisUrl)
  const scripts = scriptsForPlainRedis()

  async function answer(path: string, body: unknown, encode: (value: unknown) => unknown) {
    if (path !== '/pipeline' && path !== '/multi-exec') {
      const [name, ...rest] = scripts.adapt(Command.parse(body))
      return { result: encode(await redis.call(name, ...rest)) }
    }
    const batch = path === '/multi-exec' ? redis.multi() : redis.pipeline()
    for (const command of z.array(Command).parse(body)) {
      const [name, ...rest] = scripts.adapt(command)
      batch.call(name, ...rest)
    }
    const replies = (await batch.exec()) ?? []
    return replies.map(([error, value]) =>
      error ? { error: error.message } : { result: encode(value) },
    )
  }

  let behaviour: 'answers' | 'fails' | 'hangs' = 'answers'
  let requests = 0
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1
    if (behaviour === 'hangs') return
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (behaviour === 'fails') return send(500, { error: 'ERR internal' })
    if (request.headers.authorization !== `Bearer ${token}`)
      return send(401, { error: 'WRONGPASS invalid or missing auth token' })
    const encode = request.headers['upstash-encoding'] === 'base64' ? base64 : (v: unknown) => v
    try {
      const path = new URL(request.url ?? '/', 'http://upstash').pathname
      send(200, await answer(path, JSON.parse(await text(request)), encode))
    } catch (error) {
      send(400, { error: error instanceof Error ? error.message : 'ERR' })
    }
  })

  const { url, close } = await listen(server)
  return {
    url,
    token,
    behave: (how) => {
      behaviour = how
    },
    get requests() {
      return requests
    },
    close: async () => {
      await close()
      redis.disconnect()
    },
  }
}

/** Like Upstash: every string except the plain OK. */
function base64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(base64)
  return typeof value === 'string' && value !== 'OK' ? Buffer.from(value).toString('base64') : value
}

/**
 * Upstash's scripts begin with a flag that plain Redis does not know. This removes it, and replaces the
 * digest of the original script by the digest of the changed one.
 */
function scriptsForPlainRedis() {
  const digests = new Map<string, string>()
  const sha1 = (script: string) => createHash('sha1').update(script).digest('hex')
  const cut = (script: string) => {
    const plain = script.replace(/^#!lua flags=allow-key-locking\n/, '')
    digests.set(sha1(script), sha1(plain))
    return plain
  }
  return {
    adapt(command: Command): [string, ...string[]] {
      const [name = '', first = '', ...rest] = command.map(String)
      switch (name.toUpperCase()) {
        case 'EVAL':
          return [name, cut(first), ...rest]
        case 'EVALSHA':
          return [name, digests.get(first) ?? first, ...rest]
        default:
          return command.length === 1 ? [name] : [name, first, ...rest]
      }
    },
  }
}

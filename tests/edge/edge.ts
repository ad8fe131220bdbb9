import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { unstable_startWorker } from 'wrangler'
import { listen } from '../servers/listen.ts'
import { startNeonProxy } from '../servers/neon-proxy.ts'
import { startQstash } from '../servers/qstash.ts'
import type { RedisServer } from '../servers/redis.ts'
import { startUpstash } from '../servers/upstash.ts'

export type Edge = Awaited<ReturnType<typeof startEdge>>

/**
 * The product as deployed: `wrangler.toml` in a real workerd with its R2, Durable Objects and assets, and
 * servers that speak the protocols of Neon, Upstash and QStash. `entrypoint` is another one than the product's.
 */
export async function startEdge(
  databaseUrl: string,
  redis: RedisServer,
  { entrypoint, delivers }: { entrypoint?: string; delivers?: boolean } = {},
) {
  const neon = await startNeonProxy(databaseUrl)
  const upstash = await startUpstash(redis.url)
  const qstash = await startQstash({ ...(delivers !== undefined && { delivers }) })
  // The public address must be known before the Worker has one; QStash calls this one.
  const front = await listen(
    createServer(async (request, response) => {
      const answer = await fetch(new URL(request.url ?? '/', await worker.url), {
        method: 'POST',
        body: await text(request),
        headers: {
          'content-type': 'application/json',
          'upstash-signature': String(request.headers['upstash-signature']),
        },
      })
      response.writeHead(answer.status).end(await answer.text())
    }),
  )
  const ring = `k1:${Buffer.alloc(32, 9).toString('base64url')}`
  const variables = {
    DATABASE_URL: databaseUrl,
    NEON_WS_PROXY: neon.wsProxy,
    PUBLIC_URL: front.url,
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: qstash.token,
    QSTASH_CURRENT_SIGNING_KEY: qstash.currentKey,
    QSTASH_NEXT_SIGNING_KEY: qstash.nextKey,
    TOKEN_KEYS: ring,
    VAULT_KEYS: ring,
  }
  // Otherwise the harness asks Cloudflare for data about the request's location.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const worker = await unstable_startWorker({
    config: fileURLToPath(new URL('../../wrangler.toml', import.meta.url)),
    ...(entrypoint && { entrypoint }),
    bindings: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, { type: 'plain_text', value }]),
    ),
    dev: {
      logLevel: 'error',
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      persist: false,
      watch: false,
    },
  })
  await worker.ready
  return {
    url: await worker.url,
    /** The address that QStash calls. */
    jobsUrl: `${front.url}/api/jobs/run`,
    neon,
    upstash,
    qstash,
    /** One run of the cron trigger. */
    cron: async () => {
      const tick = await worker.fetch('http://worker/cdn-cgi/handler/scheduled')
      return tick.text()
    },
    close: async () => {
      await qstash.settled()
      await worker.dispose()
      await front.close()
      await qstash.close()
      await upstash.close()
      await neon.close()
    },
  }
}

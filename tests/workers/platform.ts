import type { ExecutionContext } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { memo } from '#api/platform/memo.ts'
import { type Bindings, type WorkerPlatform, workerPlatform } from '#api/platform/worker.ts'

export { LiveRoom } from '#api/platform/realtime-durable.ts'

/** The values that an isolate keeps between its requests, as in the product. */
const memory = memo()

/**
 * The product's time limit only where a test is about it (`?limited`): on a busy machine one answer of Upstash
 * may be late enough to open the circuit, which all requests of the isolate share.
 */
const timeLimit = (query: URLSearchParams) => (query.has('limited') ? {} : { replyMsMax: 60_000 })

/** A Worker with only the platform: one route that uses every port, one for QStash. */
// biome-ignore lint/style/noDefaultExport: the Workers runtime asks for one
export default {
  async fetch(request: Request, bindings: Bindings, execution: ExecutionContext) {
    const { pathname, searchParams } = new URL(request.url)
    const platform = workerPlatform(bindings, execution, memory, timeLimit(searchParams))
    const key = searchParams.get('key') ?? ''
    try {
      if (pathname === '/api/jobs/run') return await heard(request, platform)
      if (pathname === '/version') return new Response(await versionOf(platform, key))
      if (pathname === '/shared') return Response.json(await whatIsShared(platform, key))
      return Response.json(await everyPort(platform, key))
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 })
    } finally {
      execution.waitUntil(platform.drain())
    }
  },
}

async function everyPort(platform: WorkerPlatform, key: string) {
  const { db, cache, limiter, files, vault } = platform
  const one = await db.execute(sql`select 1 as one`)
  await db.transaction((tx) => tx.execute(sql`insert into visits (key) values (${key})`))
  const undone = db.transaction(async (tx) => {
    await tx.execute(sql`insert into visits (key) values ('undone')`)
    throw new Error('undone')
  })
  await undone.catch(() => undefined)

  const versions = [await cache.version(key), await cache.version(key)]
  await cache.bump(key)
  versions.push(await cache.version(key))
  await files.put(`visits/${key}`, new Blob([key]).stream(), 'text/plain')
  const file = await files.open(`visits/${key}`)
  await platform.realtime.publish('com_1', { type: 'order.placed', id: key })
  await platform.queue.wake([key])
  await platform.mail.send({ to: `${key}@example.test`, subject: '마루', text: key })
  // Runs after the response; drain must keep the database open for it.
  platform.defer(db.execute(sql`insert into visits (key) values (${`deferred ${key}`})`))

  return {
    rows: one,
    versions: versions.map((version) => version === versions[0]),
    limited: [await limiter.limit(key, 1, 60), await limiter.limit(key, 1, 60)].map(
      (call) => call.allowed,
    ),
    claimed: [await cache.claim(key, 60), await cache.claim(key, 60)],
    file: file && (await new Response(file.body).text()),
    opened: await vault.open(await vault.seal(key)),
    hashed: (
      await platform.hasher.derive(
        new TextEncoder().encode('pleaseletmein'),
        new TextEncoder().encode('SodiumChloride'),
        { n: 16_384, r: 8, p: 1 },
        16,
      )
    ).toHex(),
    metrics: (await platform.metrics.text()) ?? 'none',
    runtime: platform.settings.runtime,
  }
}

const versionOf = ({ cache }: WorkerPlatform, key: string) =>
  cache.version(key).catch(() => 'unknown')

/** The results of all calls to Upstash, with or without Upstash. */
async function whatIsShared(platform: WorkerPlatform, key: string) {
  const { cache, limiter } = platform
  const version = () => versionOf(platform, key)
  const once = crypto.randomUUID()
  return {
    before: await version(),
    bumped: await cache.bump(key).then(
      () => true,
      () => false,
    ),
    after: await version(),
    limited: [await limiter.limit(once, 1, 60), await limiter.limit(once, 1, 60)].map(
      (call) => call.allowed,
    ),
    claimed: [await cache.claim(once, 60), await cache.claim(once, 60)],
  }
}

async function heard(request: Request, { verifyQstash, db, settings }: WorkerPlatform) {
  const body = await request.text()
  const signature = request.headers.get('upstash-signature') ?? undefined
  try {
    await verifyQstash({ body, signature, url: `${settings.publicUrl}/api/jobs/run` })
  } catch {
    return new Response(null, { status: 401 })
  }
  await db.execute(sql`insert into visits (key) values (${`woken ${JSON.parse(body).id}`})`)
  return new Response(null, { status: 200 })
}

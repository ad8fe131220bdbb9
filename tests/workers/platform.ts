import type { ExecutionContext } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { type Bindings, type WorkerPlatform, workerPlatform } from '#api/platform/worker.ts'

export { LiveRoom } from '#api/platform/realtime-durable.ts'

/** A Worker with nothing but its platform: one door that uses every port, one for QStash. */
// biome-ignore lint/style/noDefaultExport: the Workers runtime asks for one
export default {
  async fetch(request: Request, bindings: Bindings, execution: ExecutionContext) {
    const platform = workerPlatform(bindings, execution)
    const { pathname, searchParams } = new URL(request.url)
    const key = searchParams.get('key') ?? ''
    try {
      if (pathname === '/api/jobs/run') return await heard(request, platform)
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

  await cache.set(key, { key }, 60)
  const version = await cache.version(key)
  await cache.bump(key)
  await files.put(`visits/${key}`, new Blob([key]).stream(), 'text/plain')
  const file = await files.open(`visits/${key}`)
  await platform.realtime.publish('com_1', { type: 'visited', id: key })
  await platform.queue.wake([key])
  await platform.mail.send({ to: `${key}@example.test`, subject: '마루', text: key })
  // Runs after the response; drain must keep the database open for it.
  platform.defer(db.execute(sql`insert into visits (key) values (${`deferred ${key}`})`))

  return {
    rows: one,
    cached: await cache.get(key),
    versions: (await cache.version(key)) - version,
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

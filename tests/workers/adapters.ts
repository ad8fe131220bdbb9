import type { DurableObjectNamespace, R2Bucket } from '@cloudflare/workers-types'
import { AppError, STATUS_OF } from '#api/errors.ts'
import { r2Files } from '#api/platform/files-r2.ts'
import { durableRealtime } from '#api/platform/realtime-durable.ts'

export { LiveRoom } from '#api/platform/realtime-durable.ts'

type Bindings = { FILES: R2Bucket; LIVE: DurableObjectNamespace }

/** Serves the adapters that exist only inside Workers, so that the shared suites reach them over HTTP. */
// biome-ignore lint/style/noDefaultExport: the Workers runtime asks for one
export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const key = searchParams.get('key') ?? ''
    try {
      if (pathname === '/files') return await files(request, bindings, key)
      if (pathname === '/live')
        return await live(request, bindings, key, searchParams.get('person') ?? 'usr_1')
      return new Response(null, { status: 404 })
    } catch (error) {
      const status = error instanceof AppError ? STATUS_OF[error.code] : 500
      return new Response(String(error), { status })
    }
  },
}

async function files(request: Request, bindings: Bindings, key: string): Promise<Response> {
  const store = r2Files(bindings.FILES)
  switch (request.method) {
    case 'PUT': {
      const type = request.headers.get('content-type') ?? ''
      return Response.json(await store.put(key, request.body ?? new Blob().stream(), type))
    }
    case 'DELETE':
      await store.remove(key)
      return new Response(null, { status: 204 })
    default: {
      const found = await store.open(key)
      if (!found) return new Response(null, { status: 404 })
      const headers = { 'content-type': found.type, 'x-size': String(found.sizeBytes) }
      return new Response(found.body, { headers })
    }
  }
}

async function live(
  request: Request,
  bindings: Bindings,
  companyId: string,
  userId: string,
): Promise<Response> {
  const realtime = durableRealtime(bindings.LIVE)
  if (request.method !== 'POST') return realtime.connect({ companyId, userId }, request)
  await realtime.publish(companyId, await request.json())
  return new Response(null, { status: 204 })
}

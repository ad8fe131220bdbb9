import type { ExecutionContext, ExportedHandlerScheduledHandler } from '@cloudflare/workers-types'
import { tick } from '#jobs/schedule.ts'
import { app } from './app.ts'
import { askedBy, throughDoor } from './http/through-door.ts'
import { memo } from './platform/memo.ts'
import { type Assets, hashedFile, isHashedFile } from './platform/static-worker.ts'
import { type Bindings, workerPlatform } from './platform/worker.ts'

export { LiveRoom } from './platform/realtime-durable.ts'

// An isolate serves many requests: values that never change under their key are kept between them.
// Connections are not, because a Worker may not carry a socket from one request to the next.
const memory = memo()

export default {
  async fetch(
    request: Request,
    bindings: Bindings & { ASSETS: Assets },
    execution: ExecutionContext,
  ): Promise<Response> {
    if (isHashedFile(request)) return hashedFile(request, bindings.ASSETS)
    const platform = workerPlatform(bindings, execution, memory)
    try {
      const asked = askedBy(request)
      return await throughDoor(platform, asked, (attempt) =>
        app.fetch(asked.request(), {
          ...{ platform, attempt },
          address: request.headers.get('cf-connecting-ip') ?? 'unknown',
          verifyWake: platform.verifyQstash,
          live: (c) => platform.realtime.connect(c.var.ctx.actor, c.req.raw),
        }),
      )
    } finally {
      // The connections close after the response and all deferred work.
      execution.waitUntil(platform.drain())
    }
  },

  async scheduled(
    _: Parameters<ExportedHandlerScheduledHandler>[0],
    bindings: Bindings,
    execution: ExecutionContext,
  ): Promise<void> {
    const platform = workerPlatform(bindings, execution, memory)
    try {
      await tick(platform)
    } finally {
      execution.waitUntil(platform.drain())
    }
  },
}

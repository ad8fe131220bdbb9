import type { ExecutionContext, ExportedHandlerScheduledHandler } from '@cloudflare/workers-types'
import { tick } from '#jobs/schedule.ts'
import { app } from './app.ts'
import { memo } from './platform/memo.ts'
import { type Bindings, workerPlatform } from './platform/worker.ts'

export { LiveRoom } from './platform/realtime-durable.ts'

// An isolate serves many requests: what never changes under its key is kept between them. No
// connection is, because a Worker may not carry a socket from one request to the next.
const memory = memo()

export default {
  async fetch(
    request: Request,
    bindings: Bindings,
    execution: ExecutionContext,
  ): Promise<Response> {
    const platform = workerPlatform(bindings, execution, memory)
    try {
      return await app.fetch(request, {
        platform,
        address: request.headers.get('cf-connecting-ip') ?? 'unknown',
        verifyWake: platform.verifyQstash,
        live: (c) => platform.realtime.connect(c.var.ctx.actor.companyId, c.req.raw),
      })
    } finally {
      // The connections close after the response and everything it deferred.
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

import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { Platform } from '../platform/platform.ts'

/** The same on every runtime: `app.fetch(request, { platform, live })`. */
export type AppEnv = {
  Bindings: {
    platform: Platform
    /** Upgrades a request to the socket of its company; how differs per runtime. */
    live: (c: Context<AppEnv>) => Response | Promise<Response>
  }
  Variables: { ctx: Ctx; requestId: string }
}

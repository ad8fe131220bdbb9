import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { Platform } from '../platform/platform.ts'

/** The same on every runtime: `app.fetch(request, { platform, live, address })`. */
export type AppEnv = {
  Bindings: {
    platform: Platform
    /** The peer's network address, for limits by address; never logged. */
    address: string
    /** Upgrades a request to the socket of its company; how differs per runtime. */
    live: (c: Context<AppEnv>) => Response | Promise<Response>
  }
  Variables: { ctx: Ctx; requestId: string }
}

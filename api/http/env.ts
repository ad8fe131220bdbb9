import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { Platform } from '../platform/platform.ts'
import type { SignedRequest } from '../platform/qstash-signature.ts'

/** The same on every runtime: `app.fetch(request, { platform, live, address })`. */
export type AppEnv = {
  Bindings: {
    platform: Platform
    /** The peer's network address, for limits by address; never logged. */
    address: string
    /** Checks QStash's signature; absent where jobs are polled, and the door is then shut. */
    verifyWake?: (request: SignedRequest) => Promise<void>
    /**
     * Sets a header on the runtime's own response, where that is cheaper than a Headers object; a
     * response that names the same header wins.
     */
    setHeader?: (name: string, value: string) => void
    /** Upgrades a request to the socket of its company; how differs per runtime. */
    live: (c: Context<AppEnv>) => Response | Promise<Response>
  }
  Variables: { ctx: Ctx; requestId: string }
}

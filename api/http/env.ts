import type { Context } from 'hono'
import type { Ctx } from '../context.ts'
import type { Platform } from '../platform/platform.ts'
import type { SignedRequest } from '../platform/qstash-signature.ts'
import type { Attempt } from './finished-answers.ts'

/** The same on every runtime: `app.fetch(request, { platform, live, address })`. */
export type AppEnv = {
  Bindings: {
    platform: Platform
    /** The client's network address, for limits by address; never logged. */
    address: string
    /** Checks QStash's signature; absent where jobs are polled, which closes the door for QStash. */
    verifyWake?: (request: SignedRequest) => Promise<void>
    /**
     * Sets a header on the runtime's own response, where that is cheaper than a Headers object. The same header
     * in a response overrides it.
     */
    setHeader?: (name: string, value: string) => void
    /** A request whose answer may be kept for the door (`door.ts`). */
    attempt?: Attempt | undefined
    /** Upgrades a request to the live socket of the company; each runtime does it differently. */
    live: (c: Context<AppEnv>) => Response | Promise<Response>
  }
  Variables: { ctx: Ctx; requestId: string }
}

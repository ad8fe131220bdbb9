import type { Ctx } from '../context.ts'
import type { Platform } from '../platform/platform.ts'

/** The same on every runtime: `app.fetch(request, { platform })`. */
export type AppEnv = {
  Bindings: { platform: Platform }
  Variables: { ctx: Ctx; requestId: string }
}

import * as z from 'zod'

/** Cloudflare's metadata of a Worker: `wrangler deploy --tag` sets the tag, each deployment has an id. */
const Version = z.object({ id: z.string(), tag: z.string().optional() })

/**
 * The variables of a Worker. Without its own RELEASE it uses the name of the deployed version, so that a log
 * line and `/healthz` lead to that version in the dashboard and in `wrangler rollback`.
 */
export function withRelease(bindings: Record<string, unknown>): Record<string, unknown> {
  const version = Version.safeParse(bindings.VERSION)
  if (bindings.RELEASE || !version.success) return bindings
  const { id, tag } = version.data
  return { ...bindings, RELEASE: tag || id }
}

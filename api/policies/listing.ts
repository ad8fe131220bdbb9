import type { Ctx } from '../context.ts'
import type { PolicyFilter } from './contract.ts'
import { policiesOf } from './namespace.ts'
import { listPolicies, nextBoundary } from './queries.ts'

export type Listing = { bytes: Uint8Array<ArrayBuffer>; etag: string; untilMs: number }

/** Should a change have been committed without moving the version, it is seen after this time at the latest. */
const REMEMBERED_MS = 30_000

/**
 * The policy list as finished bytes, remembered per viewer under the tree's version. Whoever publishes
 * moves the version before answering, so no reader after that sees the old list; the clock moves it
 * when a policy starts or ends.
 */
export async function policyListing(ctx: Ctx, filter: PolicyFilter): Promise<Listing> {
  const { hqId, companyId } = ctx.actor
  const version = await ctx.cache.version(policiesOf(hqId))
  const known = ctx.memo.map<Listing>('policy-lists', 2_000)
  const key = `${companyId}:${version}:${JSON.stringify(filter)}`
  const found = known.get(key)
  const hit = found !== undefined && found.untilMs > ctx.clock.now().getTime()
  ctx.metrics.count('maru_cache_total', { result: hit ? 'hit' : 'miss' })
  if (hit) return found
  // Asked before the rows: a policy that begins or ends between the two makes the list old at once.
  const boundaryMs = await nextBoundary(ctx)
  const untilMs = Math.min(boundaryMs, ctx.clock.now().getTime() + REMEMBERED_MS)
  // Not from the replica: what it lags behind would stay remembered under the new version.
  const page = await listPolicies({ ...ctx, replica: ctx.db }, filter)
  const bytes = new TextEncoder().encode(JSON.stringify(page))
  const made = { bytes, etag: await etagOf(bytes), untilMs }
  known.set(key, made)
  return made
}

async function etagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  const head = Array.from(new Uint8Array(digest, 0, 12))
  return `"${head.map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}

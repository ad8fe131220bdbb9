import type { Actor } from '../access/actor.ts'
import { policiesOf, treeNamespace } from '../access/namespaces.ts'
import { type Ctx, readingNow } from '../context.ts'
import { remember } from '../platform/remember.ts'
import type { PolicyFilter } from './contract.ts'
import { listPolicies, nextBoundary } from './queries.ts'

export type Listing = { bytes: Uint8Array<ArrayBuffer>; etag: string; untilMs: number }

/** A list also changes when a policy begins or ends. */
const LISTS = { name: 'policy-lists', max: 2_000, until: ({ untilMs }: Listing) => untilMs }

/** What changes a policy list. */
export const listedUnder = ({ hqId }: Actor): string[] => [policiesOf(hqId), treeNamespace(hqId)]

/**
 * The policy list as serialised bytes, cached per viewer under the versions of the tree's policies and of its
 * companies, which HQ's list counts. A publication or a closed shop moves one before its answer, so no later reader
 * sees the old list.
 */
export function policyListing(ctx: Ctx, filter: PolicyFilter): Promise<Listing> {
  const key = `${ctx.actor.companyId}:${JSON.stringify(filter)}`
  const namespaces = listedUnder(ctx.actor)
  // Reads the primary: a replica's stale rows would be cached under the new version.
  return remember(ctx, LISTS, { key, namespaces }, () => readList(readingNow(ctx), filter))
}

async function readList(ctx: Ctx, filter: PolicyFilter): Promise<Listing> {
  // Read before the rows, so that a policy which begins or ends between the two queries expires the list at
  // once.
  const untilMs = await nextBoundary(ctx)
  const page = await listPolicies(ctx, filter)
  const bytes = new TextEncoder().encode(JSON.stringify(page))
  return { bytes, etag: await etagOf(bytes), untilMs }
}

async function etagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  const head = Array.from(new Uint8Array(digest, 0, 12))
  return `"${head.map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}

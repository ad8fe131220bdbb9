import * as z from 'zod'
import type { Ctx } from '../context.ts'
import { sha256 } from '../platform/sha256.ts'
import { checkMatrix } from '../policies/check-matrix.ts'
import { canonical } from '../policies/content-hash.ts'
import { PublishPolicy } from '../policies/contract.ts'
import { policyDetail } from '../policies/queries.ts'
import { Id } from '../shapes.ts'
import type { DraftItem, Steps } from './contract.ts'
import { placed } from './faults.ts'
import { allOf, type Fields, read } from './fields.ts'

/** What of a draft decides which past orders it would have taken, and what it would have paid for them. */
export type Replayed = z.infer<typeof Replayed>
const Priced = PublishPolicy.pick({
  targets: true,
  exclusions: true,
  carrier: true,
  joinType: true,
  rounding: true,
  bandsWon: true,
  months: true,
  bandLabels: true,
  simAdjustmentWon: true,
  planGroups: true,
  deviceGroups: true,
  cells: true,
  closed: true,
  lowestWon: true,
  additions: true,
  flatWon: true,
  agencyOverrides: true,
})
export const Replayed = Priced.extend({
  /** Of a next version, and of what succeeds a policy: orders of that policy, and those that it does not take. */
  policyId: Id.nullable(),
  /** Of other targets of a published policy: orders of these companies only, by whatever policy. */
  only: z.object({ agencies: z.array(Id), shops: z.array(Id) }).optional(),
})

/**
 * Reads it strictly: a cell that cannot be read would otherwise count as no price. Throws `invalid_input` with
 * every fault, each with its step first.
 */
export async function replayedOf(ctx: Ctx, draft: DraftItem, steps: Steps): Promise<Replayed> {
  const written = allOf(steps)
  const fields = draft.policyId ? { ...written, ...(await ofPolicy(ctx, draft.policyId)) } : written
  const policyId = draft.policyId ?? steps.activation.succeeds ?? null
  try {
    const known = Object.keys(Priced.shape)
    const priced = Object.entries(fields).filter(([field]) => known.includes(field))
    const replayed = { ...read(Priced, Object.fromEntries(priced), UNREADABLE), policyId }
    checkMatrix(replayed)
    return replayed
  } catch (error) {
    throw placed(error)
  }
}

const UNREADABLE = 'The draft cannot be replayed yet; see errors. Each names its step first.'

/** A version keeps the carrier, the join type and the companies that its policy has now. */
async function ofPolicy(ctx: Ctx, policyId: string): Promise<Fields> {
  const { carrier, joinType, hq } = await policyDetail(ctx, policyId)
  return { carrier, joinType, targets: hq?.targets, exclusions: hq?.exclusions }
}

/** The same for the same content, in whatever order its lists were written. */
export const hashOfReplayed = (replayed: Replayed): string => sha256(canonical(inOrder(replayed)))

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => canonical(inOrder(each))).toSorted()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inOrder(each)]))
}

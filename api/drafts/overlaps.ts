import type { Ctx } from '../context.ts'
import { PublishPolicy, PublishVersion } from '../policies/contract.ts'
import { overlapsOf } from '../policies/overlaps.ts'
import { startAfter } from '../policies/succession-problem.ts'
import { ownPolicy, takingOfVersion } from '../policies/taking.ts'
import type { Overlaps, Steps } from './contract.ts'
import { allOf, instantIn, versionOf } from './fields.ts'
import { draftFor, stepsOf } from './queries.ts'

/**
 * Active policies that can take the same orders as the draft would; whoever publishes it has to accept them. The
 * policy that the draft follows is none of them: it ends where the draft starts. Until the prices can be read every
 * place of the matrix counts as taken.
 */
export async function draftOverlaps(ctx: Ctx, id: string): Promise<Overlaps> {
  const draft = await draftFor(ctx, id)
  const steps = await stepsOf(ctx, id)
  if (!draft.policyId) return { items: await overlapsOf(ctx, takingOf(ctx, steps)) }
  const policy = await ownPolicy(ctx, draft.policyId)
  const next = PublishVersion.safeParse({ ...versionOf(steps), version: policy.version })
  return { items: await overlapsOf(ctx, await takingOfVersion(ctx, policy, next.data)) }
}

/** As far as it is written. */
function takingOf(ctx: Ctx, steps: Steps) {
  const { targets, prices, terms, activation } = steps
  const { carrier = 'all', joinType = 'all' } = prices
  const now = ctx.clock.now()
  const written = instantIn(terms.validFrom)
  const from = startAfter(written ? new Date(written) : now, now)
  // Nobody has to name a draft before its overlaps are shown.
  const finished = PublishPolicy.safeParse({ ...allOf(steps), title: 'draft', validTo: null })
  return {
    sheet: finished.data && isPriced(finished.data) ? finished.data : undefined,
    scope: { carrier, joinType },
    targets: targets.targets ?? [],
    ...{ from: from.toISOString(), to: instantIn(terms.validTo) },
    without: activation.succeeds ? [activation.succeeds] : [],
  }
}

const isPriced = ({ cells, flatWon, agencyOverrides }: PublishPolicy): boolean =>
  cells.length > 0 || flatWon !== null || agencyOverrides.length > 0

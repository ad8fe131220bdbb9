import type { TxCtx } from '../context.ts'
import { lockPolicy } from './change.ts'
import { checkOverrides, checkTargets, checkValidity } from './check.ts'
import { checkLimits } from './check-limits.ts'
import { checkMatrix } from './check-matrix.ts'
import { checkNamed } from './check-named.ts'
import type { PublishPolicy, PublishVersion } from './contract.ts'
import { acceptedOverlaps, lockPublications } from './overlaps.ts'
import { checkOwnTypes } from './own-fields.ts'
import { lockPredecessor } from './succeed.ts'
import { startAfter } from './succession-problem.ts'
import { takingOfPolicy, takingOfVersion } from './taking.ts'

// Everything that a publication demands, for whoever publishes and whoever only asks for an approval. It locks what
// it has looked at until the end of the transaction.

/** Checks a new policy; returns its start, the policy that it follows and the overlaps that were accepted. */
export async function requirePublishable(ctx: TxCtx, input: PublishPolicy) {
  const now = ctx.clock.now()
  checkMatrix(input)
  checkLimits(input)
  checkValidity(input, now)
  await checkTargets(ctx, input)
  await checkNamed(ctx, input)
  await lockPublications(ctx)
  const written = input.validFrom ? new Date(input.validFrom) : now
  const validFrom = input.succeeds ? startAfter(written, now) : written
  const predecessor = await lockPredecessor(ctx, input, validFrom)
  const taking = takingOfPolicy(input, validFrom)
  const accepted = await acceptedOverlaps(ctx, taking, input.alongside)
  return { validFrom, predecessor, accepted }
}

/** Checks the next version of a policy; returns the policy and the overlaps that this version adds. */
export async function requirePublishableVersion(ctx: TxCtx, id: string, input: PublishVersion) {
  checkMatrix(input)
  checkLimits(input)
  await lockPublications(ctx)
  const policy = await lockPolicy(ctx, id, input.version)
  await checkOverrides(ctx, id, input)
  await checkNamed(ctx, input)
  await checkOwnTypes(ctx, id, input.form)
  const taking = await takingOfVersion(ctx, policy, input)
  const accepted = await acceptedOverlaps(ctx, taking, input.alongside)
  return { policy, accepted }
}

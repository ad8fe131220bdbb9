import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates } from '#db/schema/policies.ts'
import { integer, nullable } from '#db/values.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { requireDraft } from './approval-limit.ts'
import { policyChanged, reachedBy, stale } from './change.ts'
import type {
  PassAllOn,
  PolicyDetail,
  PublishedPolicy,
  PublishPolicy,
  PublishVersion,
  SetAgencyRates,
} from './contract.ts'
import { findPolicy, policyDetail } from './queries.ts'
import { checkRates } from './rate-checks.ts'
import { indexGross } from './rebate.ts'
import { overlapsNow, ownPolicy } from './taking.ts'
import { writePolicy, writeVersion } from './write.ts'

/** Publishes a new policy of the HQ: policy, first version and targets in one transaction. */
export const publishPolicy = (ctx: Ctx, input: PublishPolicy): Promise<PublishedPolicy> =>
  onceThenRead(
    ctx,
    async (ctx) => {
      await requireDraft(ctx)
      return writePolicy(ctx, input)
    },
    publishedPolicy,
  )

/**
 * Publishes a new version with other prices, form or terms; orders keep the version they were placed under.
 */
export const publishVersion = (
  ctx: Ctx,
  id: string,
  input: PublishVersion,
): Promise<PublishedPolicy> =>
  onceThenRead(
    ctx,
    async (ctx) => {
      await requireDraft(ctx)
      return writeVersion(ctx, id, input)
    },
    publishedPolicy,
  )

/** Whoever publishes without a draft learns here what the policy overlaps with. */
const publishedPolicy = async (ctx: TxCtx, id: string): Promise<PublishedPolicy> => ({
  ...(await policyDetail(ctx, id)),
  overlaps: await overlapsNow(ctx, await ownPolicy(ctx, id)),
})

/** Sets what an agency pays its shops. No cell may exceed what HQ pays for it (C.9-10). */
export function setAgencyRates(ctx: Ctx, id: string, input: SetAgencyRates): Promise<PolicyDetail> {
  const { cells, rules, defaultWon, overrides } = input
  // An empty table would silently pass everything on, so passing on has its own command.
  if (cells.length + rules.length + overrides.length === 0 && defaultWon === null)
    throw new AppError('invalid_input', 'Nothing is set here.', {
      errors: [
        {
          path: 'cells',
          code: 'required',
          message: 'Set an amount, or pass all of HQ’s amounts on by POST …/passing-on.',
        },
      ],
    })
  return storeRates(ctx, id, input)
}

/** An agency passes everything that HQ pays on to its shops, for every combination: its margin is 0. */
export const passAllOn = (ctx: Ctx, id: string, { basedOn }: PassAllOn): Promise<PolicyDetail> =>
  storeRates(ctx, id, { basedOn, cells: [], rules: [], defaultWon: null, overrides: [] })

function storeRates(ctx: Ctx, id: string, input: SetAgencyRates): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    const { policy, version } = await findPolicy(ctx, id)
    const { companyId, userId } = ctx.actor
    const gross = indexGross({ ...version, carrier: policy.carrier })
    await checkRates(ctx, gross, version.lowestWon, input)
    // Serialises saves of one agency, so that the second sees the number of the first.
    await ctx.db.execute(
      sql`select 1 from policy_targets where policy_id = ${id} and agency_id = ${companyId} for update`,
    )
    const [current] = await rowsOf(
      ctx.db,
      sql`select max(number) as number from agency_rates where policy_id = ${id} and agency_id = ${companyId}`,
      { number: nullable(integer) },
    )
    const number = current?.number ?? 0
    if (number !== input.basedOn) throw stale(number)
    const { cells, rules, defaultWon, overrides } = input
    const savedAt = ctx.clock.now()
    await ctx.db.insert(agencyRates).values({
      id: newId(savedAt),
      policyId: policy.id,
      agencyId: companyId,
      number: number + 1,
      cells,
      rules,
      defaultWon,
      overrides,
      savedAt,
      savedBy: userId,
    })
    await record(ctx, { action: 'policy.price', entityId: id, facts: { number: number + 1 } })
    policyChanged(ctx, id, await reachedBy(ctx, id, companyId))
    return policyDetail(ctx, id)
  })
}

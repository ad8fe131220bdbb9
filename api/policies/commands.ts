import { sql } from 'drizzle-orm'
import { agencyRates } from '#db/schema/policies.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { latestRates } from './agency-view.ts'
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
import { differenceOf } from './differences.ts'
import { NOTHING_SET } from './plain-sheet.ts'
import { findPolicy, policyDetail } from './queries.ts'
import { checkRates } from './rate-checks.ts'
import { indexGross, type Shares } from './rebate.ts'
import { overlapsNow, ownPolicy } from './taking.ts'
import { visiblePolicies } from './visible.ts'
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
export const setAgencyRates = (
  ctx: Ctx,
  id: string,
  input: SetAgencyRates,
): Promise<PolicyDetail> => storeRates(ctx, id, input, requireSomething)

/** An agency passes everything that HQ pays on to its shops, for every combination: its margin is 0. */
export const passAllOn = (ctx: Ctx, id: string, { basedOn }: PassAllOn): Promise<PolicyDetail> =>
  storeRates(ctx, id, { basedOn, ...NOTHING_SET }, () => undefined)

/** An empty table would silently pass everything on, so passing on has its own command. */
function requireSomething({ cells, rules, overrides, shopCells, defaultWon }: Shares): void {
  if (cells.length + rules.length + overrides.length + shopCells.length > 0) return
  if (defaultWon !== null) return
  const message = 'Set an amount, or pass all of HQ’s amounts on by POST …/passing-on.'
  throw new AppError('invalid_input', 'Nothing is set here.', {
    errors: [{ path: 'cells', code: 'required', message }],
  })
}

function storeRates(
  ctx: Ctx,
  id: string,
  { basedOn, policyVersion, ...input }: SetAgencyRates,
  check: (rates: Shares) => void,
): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    await holdVersion(ctx, id)
    const { policy, version } = await findPolicy(ctx, id)
    const { companyId, userId } = ctx.actor
    if (policyVersion !== undefined && policyVersion !== version.number)
      throw await repricedConflict(ctx, id, policyVersion, version.number)
    // Serialises saves of one agency, so that the second sees the number of the first.
    await ctx.db.execute(
      sql`select 1 from policy_targets where policy_id = ${id} and agency_id = ${companyId} for update`,
    )
    const current = await latestRates(ctx, id, companyId)
    const number = current?.number ?? 0
    // A client of a former release knows no cells of shops, and must not remove them.
    const rates = { ...input, shopCells: input.shopCells ?? current?.shopCells ?? [] }
    check(rates)
    await checkRates(ctx, indexGross({ ...version, carrier: policy.carrier }), rates)
    if (number !== basedOn) throw stale(number)
    const savedAt = ctx.clock.now()
    await ctx.db.insert(agencyRates).values({
      ...{ id: newId(savedAt), policyId: policy.id, agencyId: companyId, number: number + 1 },
      ...rates,
      ...{ savedAt, savedBy: userId },
    })
    await record(ctx, { action: 'policy.price', entityId: id, facts: { number: number + 1 } })
    policyChanged(ctx, id, await reachedBy(ctx, id, companyId))
    return policyDetail(ctx, id)
  })
}

/** A next version of HQ waits until prices are stored that were checked against this one. */
const holdVersion = ({ db, actor, clock }: TxCtx, id: string) =>
  db.execute(
    sql`select 1 from policies p where p.id = ${id} and ${visiblePolicies(actor, clock.now())} for share of p`,
  )

/** HQ published a version after the one by which the prices were set: what it changed for this agency. */
async function repricedConflict(ctx: TxCtx, id: string, from: number, to: number) {
  const { cells, counts, limits } = await differenceOf(ctx, id, { from, to })
  const changed = counts.added + counts.removed + counts.changed
  return new AppError(
    'version_conflict',
    `HQ published version ${to} and changed ${changed} amounts. Look at them and save again with policyVersion ${to}.`,
    {
      facts: { policyVersion: to, changed },
      current: { policyVersion: to, cells: cells.slice(0, CHANGES_MAX), limits },
    },
  )
}
/** Changes that a conflict names; `…/differences` has all. */
const CHANGES_MAX = 100

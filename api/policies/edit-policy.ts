import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { type EventSide, policies, policyExclusions, policyTargets } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { PolicyEventKind } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { publishMany } from '../jobs/publish-many.ts'
import { announce, lockPolicy, reachedBy } from './change.ts'
import { checkTargets, validityProblem } from './check.ts'
import type { EditPolicy, PolicyDetail, SetTargets, WithdrawPolicy } from './contract.ts'
import { recordEvents } from './events.ts'
import { policyDetail } from './queries.ts'
import { successorOf, undoSuccession } from './succeed.ts'

// What may change after the publication. Prices, form and terms need a new version.

type Locked = Awaited<ReturnType<typeof lockPolicy>>
type Change = { kind: PolicyEventKind; before?: EventSide; after?: EventSide }

/** Changes title, description, end and whether reading is required; each as an event of its own. */
export function editPolicy(ctx: Ctx, id: string, input: EditPolicy): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    const policy = await lockPolicy(ctx, id, input.version)
    const { title, description, requiresReading } = input
    const validTo = input.validTo ? new Date(input.validTo) : null
    const changes = changesOf([
      { kind: 'title', before: policy.title, after: title },
      { kind: 'description', before: policy.description, after: description },
      { kind: 'valid_to', before: iso(policy.validTo), after: iso(validTo) },
      { kind: 'requires_reading', before: policy.requiresReading, after: requiresReading },
    ])
    if (changes.length === 0) return policyDetail(ctx, id)
    if (changes.some(({ kind }) => kind === 'valid_to')) await checkEnd(ctx, policy, input)
    await store(ctx, policy, { title, description, validTo, requiresReading }, changes)
    await record(ctx, {
      action: 'policy.edit',
      entityId: id,
      facts: { changed: changes.map(({ kind }) => kind).join(' ') },
    })
    // A new title or description is no reason to interrupt anybody.
    const isTold = changes.some(({ kind }) => kind === 'valid_to' || kind === 'requires_reading')
    const told = { type: 'policy_changed', params: { title } } as const
    await announce(ctx, id, isTold ? await reachedBy(ctx, id) : [], told)
    return policyDetail(ctx, id)
  })
}

/**
 * Sets the agencies that a policy reaches and the shops that it leaves out. Companies that it reaches only now
 * are notified; those that it no longer reaches cannot see it from this commit on.
 */
export function setTargets(ctx: Ctx, id: string, input: SetTargets): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    const policy = await lockPolicy(ctx, id, input.version)
    const was = { targets: await targetsOf(ctx, id), exclusions: await exclusionsOf(ctx, id) }
    await checkTargets(ctx, { ...input, agencyOverrides: [] }, [...was.targets, ...was.exclusions])
    const before = new Set(await reachedBy(ctx, id))
    const targets = difference(was.targets, input.targets)
    const exclusions = difference(was.exclusions, input.exclusions)
    const changes = [eventOf('targets', targets), eventOf('exclusions', exclusions)].flat()
    if (changes.length === 0) return policyDetail(ctx, id)
    await storeTargets(ctx, id, targets)
    await storeExclusions(ctx, id, exclusions)
    await store(ctx, policy, {}, changes)
    await record(ctx, {
      action: 'policy.target',
      entityId: id,
      facts: { added: targets.added.length, removed: targets.removed.length },
    })
    const after = await reachedBy(ctx, id)
    // Those that lost the policy get no news of it, only the event by which their screens drop it.
    const still = new Set(after)
    const lost = [...before].filter((companyId) => !still.has(companyId))
    publishMany(
      ctx,
      lost.map((companyId) => ({ companyId, type: 'policy.changed', id })),
    )
    const { title, currentVersion } = policy
    await announce(
      ctx,
      id,
      after.filter((companyId) => !before.has(companyId)),
      { type: 'policy_assigned', params: { title, version: currentVersion } },
    )
    return policyDetail(ctx, id)
  })
}

/**
 * Withdraws a policy: it takes no new orders, and open ones finish under their version (C.9-41). The reason is
 * stored and told to the companies. Before the start of the policy this cancels it, and the policy that it
 * follows goes on as before. After the start it does not: what ended stays ended.
 */
export function withdrawPolicy(
  ctx: Ctx,
  id: string,
  { version, reason }: WithdrawPolicy,
): Promise<PolicyDetail> {
  return transact(ctx, async (ctx) => {
    const policy = await lockPolicy(ctx, id, version)
    const hasBegun = policy.validFrom <= ctx.clock.now()
    if (!hasBegun) await requireLast(ctx, id)
    await store(ctx, policy, { status: 'inactive', withdrawnBecause: reason }, [
      { kind: hasBegun ? 'withdrawn' : 'cancelled', after: reason },
    ])
    await record(ctx, { action: 'policy.withdraw', entityId: id, facts: { status: 'inactive' } })
    const companyIds = await reachedBy(ctx, id)
    const { title } = policy
    await announce(ctx, id, companyIds, { type: 'policy_withdrawn', params: { title, reason } })
    if (!hasBegun) await undoSuccession(ctx, policy)
    return policyDetail(ctx, id)
  })
}

const iso = (at: Date | null) => at?.toISOString() ?? null

const changesOf = (all: (Change & Required<Pick<Change, 'before' | 'after'>>)[]): Change[] =>
  all.filter(({ before, after }) => before !== after)

/** Its predecessor ends when it starts; without it the next one would overlap with that predecessor. */
async function requireLast(ctx: TxCtx, id: string): Promise<void> {
  const next = await successorOf(ctx, id)
  if (!next) return
  const detail = `“${next.title}” follows this policy. Withdraw that one first.`
  throw new AppError('invalid_transition', detail, {
    facts: { status: 'succeeded', by: next.title },
  })
}

async function checkEnd(ctx: TxCtx, { id, validFrom }: Locked, { validTo }: EditPolicy) {
  const now = ctx.clock.now()
  const problem =
    validityProblem({ validFrom: validFrom.toISOString(), validTo }, now) ??
    overrunProblem(validTo, await successorOf(ctx, id))
  if (!problem) return
  const [code, message] = problem
  throw new AppError('invalid_input', 'Some fields need another value; see errors.', {
    errors: [{ path: 'validTo', code, message }],
  })
}

/** Whoever follows starts at its own time, so an end after that would be an overlap. */
const overrunProblem = (
  validTo: string | null,
  next: Awaited<ReturnType<typeof successorOf>>,
): [code: string, message: string] | undefined =>
  next && (!validTo || new Date(validTo) > next.startsAt)
    ? ['succeeded', `“${next.title}” starts then. Choose its start, or an earlier end.`]
    : undefined

async function store(
  ctx: TxCtx,
  { id, hqId, version }: Locked,
  values: Partial<typeof policies.$inferInsert>,
  changes: readonly Change[],
): Promise<void> {
  await ctx.db
    .update(policies)
    .set({ ...values, version: version + 1, updatedAt: ctx.clock.now() })
    .where(eq(policies.id, id))
  const events = changes.map((change) => ({ policyId: id, hqId, ...change }))
  await recordEvents(ctx, ctx.actor.userId, events)
}

type Difference = { added: string[]; removed: string[] }
const difference = (before: readonly string[], after: readonly string[]): Difference => ({
  added: after.filter((id) => !before.includes(id)),
  removed: before.filter((id) => !after.includes(id)),
})

const eventOf = (kind: PolicyEventKind, { added, removed }: Difference): Change[] =>
  added.length + removed.length === 0
    ? []
    : [{ kind, before: { only: removed }, after: { only: added } }]

async function targetsOf(ctx: TxCtx, id: string): Promise<string[]> {
  const rows = await rowsOf(
    ctx.db,
    sql`select agency_id as id from policy_targets where policy_id = ${id}`,
    { id: text },
  )
  return rows.map((row) => row.id)
}

async function exclusionsOf(ctx: TxCtx, id: string): Promise<string[]> {
  const rows = await rowsOf(
    ctx.db,
    sql`select retail_id as id from policy_exclusions where policy_id = ${id}`,
    { id: text },
  )
  return rows.map((row) => row.id)
}

async function storeTargets(ctx: TxCtx, policyId: string, { added, removed }: Difference) {
  const addedAt = ctx.clock.now()
  if (added.length > 0)
    await ctx.db
      .insert(policyTargets)
      .values(added.map((agencyId) => ({ policyId, agencyId, addedAt })))
  if (removed.length > 0)
    await ctx.db
      .delete(policyTargets)
      .where(sql`policy_id = ${policyId} and agency_id in ${removed}`)
}

async function storeExclusions(ctx: TxCtx, policyId: string, { added, removed }: Difference) {
  if (added.length > 0)
    await ctx.db.insert(policyExclusions).values(added.map((retailId) => ({ policyId, retailId })))
  if (removed.length > 0)
    await ctx.db
      .delete(policyExclusions)
      .where(sql`policy_id = ${policyId} and retail_id in ${removed}`)
}

import { and, eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policies } from '#db/schema/policies.ts'
import { instant, nullable, oneOf, text } from '#db/values.ts'
import { record } from '../audit/record.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { announce, policyChanged, reachedBy } from './change.ts'
import type { PublishPolicy } from './contract.ts'
import { recordEvents } from './events.ts'
import { reached } from './reached.ts'
import {
  endBefore,
  hasEnded,
  type SuccessionProblem,
  successionProblem,
} from './succession-problem.ts'

// A policy succeeds another: at the instant at which it starts the other one ends. Both sides of the change
// are one transaction that holds the predecessor's row. Whoever holds both rows locked the successor first.

type Predecessor = typeof policies.$inferSelect
type Successor = { id: string; startsAt: Date }

/**
 * Locks the policy that a new one follows. Throws `conflict` if it has ended or another policy follows it
 * already, and `invalid_input` if the new one would not take all of its orders or not start after it.
 */
export async function lockPredecessor(
  ctx: TxCtx,
  input: PublishPolicy,
  startsAt: Date,
): Promise<Predecessor | undefined> {
  if (!input.succeeds) return undefined
  const predecessor = await lockOwn(ctx, input.succeeds)
  if (!predecessor) throw unusable('not_found', 'Not one of your policies.')
  const other = await successorOf(ctx, predecessor.id)
  const problem = successionProblem(
    { ...predecessor, isSucceeded: other !== undefined },
    { ...input, startsAt },
    ctx.clock.now(),
  )
  if (!problem) return predecessor
  const message = MESSAGES[problem]
  // What the policy is like now is no fault of the input.
  throw problem === 'ended' || problem === 'succeeded'
    ? new AppError('conflict', message, {
        errors: [fault(problem, message)],
        ...(other && { facts: { by: other.title } }),
      })
    : unusable(problem, message)
}

const MESSAGES: Record<SuccessionProblem, string> = {
  ended: 'The policy has ended, so nothing can follow it.',
  succeeded: 'Another policy follows it already.',
  before_start: 'The policy must start before the one that follows it.',
  carrier: 'The policy that follows must take orders of the same carrier.',
  join_type: 'The policy that follows must take orders of the same join type.',
}

const lockOwn = async (ctx: TxCtx, id: string): Promise<Predecessor | undefined> => {
  const own = and(eq(policies.id, id), eq(policies.hqId, ctx.actor.hqId))
  const [row] = await ctx.db.select().from(policies).where(own).for('update')
  return row
}

/** The policy that follows this one and is not withdrawn. The caller holds the lock on this one. */
export async function successorOf(ctx: TxCtx, id: string) {
  const [row] = await rowsOf(
    ctx.db,
    sql`select id, title, valid_from as "startsAt" from policies
      where succeeds = ${id} and status in ('active', 'expired')`,
    { id: text, title: text, startsAt: instant },
  )
  return row
}

/** Ends a locked predecessor at its successor's start, unless it ends earlier by itself. */
export async function supersede(
  ctx: TxCtx,
  predecessor: Predecessor,
  { id, startsAt }: Successor,
): Promise<void> {
  const end = endBefore(predecessor.validTo, startsAt)
  await moveEnd(ctx, predecessor, end)
  await recordBoth(ctx, predecessor, { kind: 'superseded', end, otherId: id })
  await tellLeftOut(ctx, predecessor, id)
}

/**
 * Gives the predecessor of a policy that is withdrawn before its start the end that it had before. An end that
 * somebody set meanwhile stays, and so does one that the clock or a withdrawal has made final.
 */
export async function undoSuccession(
  ctx: TxCtx,
  { id, succeeds }: Pick<Predecessor, 'id' | 'succeeds'>,
): Promise<void> {
  const predecessor = succeeds ? await lockOwn(ctx, succeeds) : undefined
  if (!predecessor) return
  const isOpen = predecessor.status === 'active' && !hasEnded(predecessor, ctx.clock.now())
  const last = await lastChangeOfEnd(ctx, predecessor.id)
  // It has one successor at a time, so the last succession is this one.
  const end = isOpen && last?.kind === 'superseded' ? last.before : predecessor.validTo
  if (isOpen) await moveEnd(ctx, predecessor, end)
  await recordBoth(ctx, predecessor, { kind: 'succession_undone', end, otherId: id })
  await tellLeftOut(ctx, predecessor, id)
}

async function lastChangeOfEnd(ctx: TxCtx, id: string) {
  const [row] = await rowsOf(
    ctx.db,
    sql`select kind::text as kind, (before #>> '{}')::timestamptz as before from policy_events
      where policy_id = ${id} and kind in ('superseded', 'succession_undone', 'valid_to') order by id desc limit 1`,
    {
      kind: oneOf(['superseded', 'succession_undone', 'valid_to']),
      before: nullable(instant),
    },
  )
  return row
}

const moveEnd = (ctx: TxCtx, { id, version }: Predecessor, validTo: Date | null) =>
  ctx.db
    .update(policies)
    .set({ validTo, version: version + 1, updatedAt: ctx.clock.now() })
    .where(eq(policies.id, id))

async function recordBoth(
  ctx: TxCtx,
  { id, hqId, validTo }: Predecessor,
  {
    kind,
    end,
    otherId,
  }: { kind: 'superseded' | 'succession_undone'; end: Date | null; otherId: string },
): Promise<void> {
  const sides = { before: validTo?.toISOString() ?? null, after: end?.toISOString() ?? null }
  await recordEvents(ctx, ctx.actor.userId, [{ policyId: id, hqId, kind, ...sides, otherId }])
  const action = kind === 'superseded' ? 'policy.supersede' : 'policy.undo_succession'
  await record(ctx, { action, entityId: id, facts: { other: otherId } })
}

/**
 * Screens of everybody whom the predecessor reaches read it again. Those whom its successor will not reach are
 * notified that its end has changed; the others get the news of the successor itself.
 */
async function tellLeftOut(ctx: TxCtx, { id, title }: Predecessor, successorId: string) {
  const rows = await rowsOf(
    ctx.db,
    sql`select c.id from policies p, ${reached} and p.id = ${id} and not ${willReach(successorId)}`,
    { id: text },
  )
  const leftOut = rows.map((row) => row.id)
  await announce(ctx, id, leftOut, { type: 'policy_changed', params: { title } })
  policyChanged(ctx, id, await reachedBy(ctx, id))
}

/** Whether a policy reaches a company `c` once it has begun. */
const willReach = (id: string) =>
  sql`(exists (select 1 from policy_targets s where s.policy_id = ${id} and s.agency_id = c.agency_id and s.exposed)
    and not exists (select 1 from policy_exclusions y where y.policy_id = ${id} and y.retail_id = c.id))`

const unusable = (code: string, message: string) =>
  new AppError('invalid_input', message, { errors: [fault(code, message)] })
const fault = (code: string, message: string): FieldError => ({ path: 'succeeds', code, message })

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import {
  boolean,
  instant,
  integer,
  nullable,
  objectOf,
  ofLeftJoin,
  type RowOf,
  text,
} from '#db/values.ts'
import { readTreeSettings } from '../companies/queries.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../platform/sha256.ts'
import { canonical } from '../policies/content-hash.ts'
import { findPolicy } from '../policies/queries.ts'
import { type Approval, FRESH_HOURS, MEASURED_DAYS } from './approval-contract.ts'
import type { DraftItem, Steps } from './contract.ts'
import { allOf, versionOf } from './fields.ts'
import { hashOfReplayed, replayedOf } from './replayed.ts'

// A second person agrees before an expensive draft is published (`domain.md` G.1, 12). What was agreed to is
// bound by its hash: other content needs another agreement.

/** Whether a draft needs a second person, and what was said so far. */
export async function approvalOf(ctx: Ctx, draft: DraftItem, steps: Steps): Promise<Approval> {
  const { approvalOverWon: limitWon } = await readTreeSettings(ctx)
  const riseWon = await riseOf(ctx, draft, steps)
  const request = await newestRequest(ctx, draft.id)
  return {
    limitWon,
    riseWon,
    isNeeded: limitWon !== null && (riseWon === null || riseWon > limitWon),
    others: (await colleagues(ctx)).length,
    request: request
      ? tell(request, request.contentHash === (await publishedHashOf(ctx, draft, steps)))
      : null,
  }
}

/** Throws `approval_required` unless the draft is cheap enough or a second person agreed to this content. */
export async function requireApproval(ctx: TxCtx, draft: DraftItem, steps: Steps): Promise<void> {
  const { approvalOverWon } = await readTreeSettings(ctx)
  if (approvalOverWon === null) return
  const { isNeeded, limitWon, riseWon, request } = await approvalOf(ctx, draft, steps)
  if (!isNeeded || (request?.isCurrent && request.state === 'approved')) return
  const because = riseWon === null ? 'no_replay' : 'over_limit'
  const detail =
    riseWon === null
      ? `Nobody knows what this draft costs. Replay ${MEASURED_DAYS} days (POST /impacts), or let a second person approve it (POST …/approval-requests). A replay without an order that the draft prices tells nothing.`
      : 'This draft costs more than your headquarters lets one person decide. Ask a second person to approve it (POST …/approval-requests).'
  throw new AppError('approval_required', detail, { facts: { because, limitWon, riseWon } })
}

/**
 * The rise that a fresh replay of what the draft says now has found; null without one, and where it had no order
 * to compare: the next version of a policy that is an hour old would otherwise rise by nothing.
 */
export async function riseOf(ctx: Ctx, draft: DraftItem, steps: Steps): Promise<number | null> {
  const hash = await hashIfReadable(ctx, draft, steps)
  if (!hash) return null
  const since = new Date(ctx.clock.now().getTime() - FRESH_HOURS * 3_600_000)
  const [row] = await rowsOf(
    ctx.db,
    sql`select rise_won as won from impacts where draft_id = ${draft.id} and days = ${MEASURED_DAYS}
      and status = 'completed' and content_hash = ${hash} and finished_at > ${since.toISOString()}
      and (result #>> '{totals,orders}')::int > (result #>> '{totals,unmatched}')::int + (result #>> '{totals,closed}')::int
      order by id desc limit 1`,
    { won: integer },
  )
  return row?.won ?? null
}

async function hashIfReadable(ctx: Ctx, draft: DraftItem, steps: Steps) {
  try {
    return hashOfReplayed(await replayedOf(ctx, draft, steps))
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return undefined
    throw error
  }
}

/** The hash of everything that would be published, and of the version that it would follow. */
export async function publishedHashOf(
  ctx: Ctx,
  { policyId }: DraftItem,
  steps: Steps,
): Promise<string> {
  if (!policyId) return sha256(canonical(allOf(steps)))
  const { version } = await findPolicy(ctx, policyId)
  const { alongside } = steps.activation
  return sha256(canonical({ policyId, follows: version.number, ...versionOf(steps), alongside }))
}

/** Other people of the headquarters who may publish. */
export const colleagues = (ctx: Ctx): Promise<{ id: string }[]> =>
  rowsOf(
    ctx.db,
    sql`select id from users where company_id = ${ctx.actor.companyId} and role = 'admin' and status = 'approved'
      and id <> ${ctx.actor.userId} order by id`,
    { id: text },
  )

const REQUEST = {
  id: text,
  contentHash: text,
  riseWon: nullable(integer),
  by: objectOf({ id: text, name: text }),
  at: instant,
  approved: nullable(boolean),
  reason: nullable(text),
  decidedAt: nullable(instant),
  ...ofLeftJoin({ decidedById: text, decidedByName: text }),
}

async function newestRequest(ctx: Ctx, draftId: string) {
  const [row] = await rowsOf(
    ctx.db,
    sql`select a.id, a.content_hash as "contentHash", a.rise_won as "riseWon", json_build_object('id', u.id, 'name', u.name) as by,
        a.requested_at as at, a.approved, a.reason, a.decided_at as "decidedAt", d.id as "decidedById", d.name as "decidedByName"
      from policy_approvals a join users u on u.id = a.requested_by left join users d on d.id = a.decided_by
      where a.draft_id = ${draftId} order by a.id desc limit 1`,
    REQUEST,
  )
  return row
}

function tell(row: RowOf<typeof REQUEST>, isCurrent: boolean): NonNullable<Approval['request']> {
  const { id, by, at, riseWon, approved, reason, decidedAt, decidedById, decidedByName } = row
  return {
    ...{ id, by, at: at.toISOString(), riseWon, isCurrent, reason },
    state: approved === null ? 'requested' : approved ? 'approved' : 'declined',
    decidedBy: decidedById && decidedByName ? { id: decidedById, name: decidedByName } : null,
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}

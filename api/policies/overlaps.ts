import { and, eq, inArray, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policies, policyVersions } from '#db/schema/policies.ts'
import { instant, listOf, nullable, text } from '#db/values.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { recordEvents } from './events.ts'
import { boxesOf, canMeet, type Sheet } from './meeting.ts'
import { OVERLAPS_MAX, type Overlap } from './overlap-contract.ts'
import { startAfter } from './succession-problem.ts'

// Policies overlap if they can take the same order: of one agency, at one time, in one place of their matrices
// (decision 053).

/** What a policy takes, or will take once it is published. */
export type Taking = {
  /** Undefined until the prices can be read: then every place may be taken. */
  sheet: Sheet | undefined
  /** The version that this one follows: what that one overlaps with is known. */
  before?: Sheet | undefined
  scope: Pick<Sheet, 'carrier' | 'joinType'>
  targets: readonly string[]
  /** Instants; no end is null. */
  from: string
  to: string | null
  /** The policy itself, the one that it follows, and the one that follows it. */
  without: readonly string[]
}

/** Policies whose matrices are compared; those beyond it are said to overlap. */
const SHEETS_MAX = 50
/** Matrices that are in memory at once; each has up to 20,000 cells. */
const PART = 5

/** The active policies of the own HQ that overlap, the newest first; at most `OVERLAPS_MAX`. */
export async function overlapsOf(ctx: Ctx, taking: Taking): Promise<Overlap[]> {
  const found = await besides(ctx, taking)
  const { sheet } = taking
  if (!sheet) return found.map(tell)
  const meeting: Beside[] = []
  for (let i = 0; i < Math.min(found.length, SHEETS_MAX); i += PART)
    meeting.push(...(await meetingIn(ctx, sheet, taking.before, found.slice(i, i + PART))))
  return [...meeting, ...found.slice(SHEETS_MAX)].map(tell)
}

/** Those of a few policies whose matrices meet this one, and did not meet the one before it. */
async function meetingIn(
  ctx: Ctx,
  sheet: Sheet,
  before: Sheet | undefined,
  found: readonly Beside[],
): Promise<Beside[]> {
  const sheets = await sheetsOf(
    ctx,
    found.map(({ id }) => id),
  )
  return found.filter(({ id, agencies }) => {
    const other = sheets.get(id)
    if (!other) return true
    const theirs = boxesOf(other, agencies)
    const isKnown = before !== undefined && canMeet(boxesOf(before, agencies), theirs)
    return !isKnown && canMeet(boxesOf(sheet, agencies), theirs)
  })
}

const BESIDE = {
  ...{ id: text, title: text, validFrom: instant, validTo: nullable(instant) },
  agencies: listOf(text),
}
type Beside = Awaited<ReturnType<typeof besides>>[number]

/** Policies of the same agencies, carrier, join type and time, whatever they pay for. */
async function besides(ctx: Ctx, { targets, scope, from, to, without }: Taking) {
  if (targets.length === 0) return []
  const { carrier, joinType } = scope
  // Nobody orders at a moment that has passed, so a policy that has ended meets none with an earlier start.
  const since = startAfter(new Date(from), ctx.clock.now()).toISOString()
  const ids = (of: readonly string[]) =>
    sql`(select w.id::uuid from json_array_elements_text(${JSON.stringify(of)}::json) w(id))`
  return rowsOf(
    ctx.db,
    sql`select p.id, p.title, p.valid_from as "validFrom", p.valid_to as "validTo", json_agg(t.agency_id) as agencies
      from policies p join policy_targets t on t.policy_id = p.id and t.agency_id in ${ids(targets)}
      where p.hq_id = ${ctx.actor.hqId} and p.status = 'active'
        and (p.valid_to is null or p.valid_to > ${since}::timestamptz)
        and (${to}::timestamptz is null or p.valid_from < ${to}::timestamptz)
        and (${carrier} = 'all' or p.carrier in (${carrier}, 'all'))
        and (${joinType} = 'all' or p.join_type in (${joinType}, 'all'))
        and p.id not in ${ids(without)}
      group by p.id order by p.id desc limit ${sql.raw(String(OVERLAPS_MAX))}`,
    BESIDE,
  )
}

const tell = ({ id, title, validFrom, validTo, agencies }: Beside): Overlap => ({
  ...{ id, title, agencies: agencies.length },
  validFrom: validFrom.toISOString(),
  validTo: validTo?.toISOString() ?? null,
})

/** What these policies take now. */
export async function sheetsOf({ db }: Ctx, ids: readonly string[]): Promise<Map<string, Sheet>> {
  const { rounding, bandsWon, months, planGroups, deviceGroups } = policyVersions
  const { cells, flatWon, agencyOverrides } = policyVersions
  const rows = await db
    .select({
      ...{ id: policies.id, carrier: policies.carrier, joinType: policies.joinType },
      ...{ rounding, bandsWon, months, planGroups, deviceGroups, cells, flatWon, agencyOverrides },
    })
    .from(policies)
    .innerJoin(
      policyVersions,
      and(
        eq(policyVersions.policyId, policies.id),
        eq(policyVersions.number, policies.currentVersion),
      ),
    )
    .where(inArray(policies.id, [...ids]))
  return new Map(rows.map(({ id, ...sheet }) => [id, sheet]))
}

/**
 * Until the end of the transaction no other publication of the tree looks for overlaps: of two that overlap with
 * each other the second finds the first. Taken before any lock on a policy.
 */
export const lockPublications = (ctx: TxCtx) =>
  ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`policy publications ${ctx.actor.hqId}`}, 0))`,
  )

/**
 * The overlaps of what is published under `lockPublications`. Throws `conflict` with those that are not among the
 * accepted ones; null accepts whatever is found.
 */
export async function acceptedOverlaps(
  ctx: TxCtx,
  taking: Taking,
  alongside: readonly string[] | null,
): Promise<Overlap[]> {
  // A program that did not ask is not judged, and nothing of it is recorded as accepted.
  if (alongside === null) return []
  const found = await overlapsOf(ctx, taking)
  const errors = found
    .filter(({ id }) => !alongside.includes(id))
    .map(({ id, title, agencies }) => ({
      ...{ path: 'alongside', code: 'overlap' },
      message: `“${title}” (${id}) takes the same orders of ${agencies} of the agencies. Change one of them, or name it in alongside.`,
    }))
  if (errors.length > 0)
    throw new AppError('conflict', 'Other policies take the same orders; see errors.', {
      errors: errors.slice(0, ERRORS_MAX),
      facts: { overlaps: errors.length },
    })
  return found
}
/** Policies named in one answer. */
const ERRORS_MAX = 50

/** Writes into the history of both sides that somebody let them take the same orders. */
export async function recordAlongside(ctx: TxCtx, id: string, accepted: readonly Overlap[]) {
  const { hqId, userId } = ctx.actor
  const both = accepted.flatMap(({ id: otherId }) => [
    { policyId: id, otherId },
    { policyId: otherId, otherId: id },
  ])
  await recordEvents(
    ctx,
    userId,
    both.map((one) => ({ ...one, hqId, kind: 'alongside' as const })),
  )
}

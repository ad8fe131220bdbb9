import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { instant, integer, listOf, oneOf, text } from '#db/values.ts'
import { CELL_CARRIERS, type CellCarrier } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { cellChanges, type Sheet } from './cell-changes.ts'
import { canonical, type PolicyVersion } from './content-hash.ts'
import { type Difference, type DifferenceQuery, LISTED_MAX } from './difference-contract.ts'
import type { PolicyItem } from './list.ts'
import { grossSeenBy, shopTable } from './price-table.ts'
import { findPolicy } from './queries.ts'
import { indexGross, indexShares } from './rebate.ts'

/**
 * What differs between two versions of a policy, or between a policy and the one that it follows, as far as it is
 * the viewer's own: HQ compares its cells, an agency what HQ paid it, a shop what it earned. Below HQ nobody
 * compares versions of before the policy reached them.
 */
export async function differenceOf(
  ctx: Ctx,
  id: string,
  { from, to, predecessor: asked }: DifferenceQuery,
): Promise<Difference> {
  const { policy, version: current } = await findPolicy(ctx, id)
  const predecessor = asked ? await predecessorOf(ctx, policy) : undefined
  const versions = await comparable(ctx, id)
  const numberTo = to ?? current.number
  const numberFrom = predecessor?.number ?? from ?? 0
  const before = await versionOf(ctx, predecessor?.id ?? id, numberFrom)
  const after = await versionOf(ctx, id, numberTo)
  const isKnown = (number: number) => versions.some((one) => one.number === number)
  if (!before || !after || !isKnown(numberTo) || !(predecessor || isKnown(numberFrom)))
    throw new AppError('not_found', 'There is no such version of this policy.')
  const changes = cellChanges(
    await sheetOf(ctx, predecessor?.carrier ?? policy.carrier, before),
    await sheetOf(ctx, policy.carrier, after),
  )
  const cells = changes.slice(0, LISTED_MAX)
  return {
    ...{ from: numberFrom, to: numberTo, versions, cells },
    predecessor: predecessor ? { id: predecessor.id, title: predecessor.title } : null,
    counts: {
      added: changes.filter((one) => one.before === null).length,
      removed: changes.filter((one) => one.after === null).length,
      changed: changes.filter((one) => one.before !== null && one.after !== null).length,
    },
    devices: await namesOf(
      ctx,
      cells.flatMap(({ axes }) => axes.deviceId ?? []),
    ),
    additions: additionsOf(before, after),
    rounding: bothOf(before.rounding, after.rounding),
    bandsWon: bothOf(before.bandsWon, after.bandsWon),
    months: bothOf(before.months, after.months),
    simAdjustmentWon: bothOf(before.simAdjustmentWon, after.simAdjustmentWon),
    ...(ctx.actor.tier !== 'retail' && { limits: limitsOf(before, after) }),
    ...(ctx.actor.tier === 'hq' && { hq: await hqSide(ctx, before, after) }),
  }
}

/** What this policy follows, with the version that was in force last. A shop compares within a policy only. */
async function predecessorOf(ctx: Ctx, { succeeds }: Pick<PolicyItem, 'succeeds'>) {
  const [row] =
    succeeds && ctx.actor.tier !== 'retail'
      ? await rowsOf(
          ctx.db,
          sql`select id, title, carrier, current_version as number from policies where id = ${succeeds.id}`,
          { id: text, title: text, carrier: oneOf(CELL_CARRIERS), number: integer },
        )
      : []
  if (!row) throw new AppError('not_found', 'This policy follows none that you have had.')
  return row
}

const bothOf = <T>(before: T, after: T): { before: T; after: T } | null =>
  canonical(before) === canonical(after) ? null : { before, after }

async function versionOf(ctx: Ctx, id: string, number: number): Promise<PolicyVersion | undefined> {
  const [version] = await ctx.db
    .select()
    .from(policyVersions)
    .where(sql`policy_id = ${id} and number = ${number}`)
  return version
}

/** The versions that this viewer may compare: those in force since the policy reached its company. */
async function comparable(ctx: Ctx, id: string): Promise<Difference['versions']> {
  const rows = await rowsOf(
    ctx.db,
    sql`select v.number, v.published_at as "publishedAt" from policy_versions v where v.policy_id = ${id}
      and v.number >= (select coalesce(max(f.number), 1) from policy_versions f
        where f.policy_id = ${id} and f.published_at <= ${reachedSince(ctx, id)})
      order by v.number desc`,
    { number: integer, publishedAt: instant },
  )
  return rows.map(({ number, publishedAt }) => ({
    number,
    publishedAt: publishedAt.toISOString(),
  }))
}

/** Since when the policy reaches the viewer's company; null since its publication. */
function reachedSince({ actor }: Ctx, id: string) {
  if (actor.tier === 'hq') return sql`null::timestamptz`
  const asTarget = sql`(select t.added_at from policy_targets t where t.policy_id = ${id} and t.agency_id = ${actor.agencyId})`
  if (actor.tier === 'agency') return asTarget
  // A shop is reached from the start of the policy and its own on, and since the event that took it in if it was
  // left out at first.
  return sql`greatest(${asTarget}, (select p.valid_from from policies p where p.id = ${id}),
    (select c.approved_at from companies c where c.id = ${actor.companyId}), (select max(e.at) from policy_events e where e.policy_id = ${id}
    and e.kind = 'exclusions' and jsonb_exists(e.before->'only', ${actor.companyId})))`
}

/** A version's amounts as this viewer may see them. */
async function sheetOf(ctx: Ctx, carrier: CellCarrier, version: PolicyVersion): Promise<Sheet> {
  const { tier, agencyId, companyId } = ctx.actor
  if (tier === 'hq') return version
  if (!agencyId) throw new Error('below HQ everybody has an agency')
  const gross = indexGross({ ...version, carrier })
  if (tier === 'agency') {
    const seen = grossSeenBy(gross, agencyId)
    // A flat amount, or the one for this agency, is the cell of everything else.
    const rest = seen.flatWon === null ? [] : [{ carrier: 'all' as const, amountWon: seen.flatWon }]
    return { cells: [...seen.gross, ...rest], closed: seen.closed }
  }
  const rates = await ratesAtEnd(ctx, version, agencyId)
  const shares = rates ? indexShares(rates) : null
  return { cells: shopTable(gross, shares, agencyId, companyId), closed: [] }
}

/** The agency's rates that were in force last under a version: until the next one was published. */
async function ratesAtEnd(ctx: Ctx, { policyId, number }: PolicyVersion, agencyId: string) {
  const [rates] = await ctx.db
    .select()
    .from(agencyRates)
    .where(
      sql`policy_id = ${policyId} and agency_id = ${agencyId} and saved_at < coalesce((select published_at
        from policy_versions n where n.policy_id = ${policyId} and n.number = ${number + 1}), 'infinity')`,
    )
    .orderBy(sql`number desc`)
    .limit(1)
  return rates
}

function additionsOf(before: PolicyVersion, after: PolicyVersion): Difference['additions'] {
  const names = new Set([...before.additions, ...after.additions].map(({ name }) => name))
  const of = ({ additions }: PolicyVersion, name: string) =>
    additions.find((one) => one.name === name) ?? null
  return [...names].flatMap((name) => {
    const both = bothOf(of(before, name), of(after, name))
    return both ? [{ name, ...both }] : []
  })
}

const limitsOf = (before: PolicyVersion, after: PolicyVersion) => ({
  marginFloorWon: bothOf(before.marginFloorWon, after.marginFloorWon),
  marginCeilingWon: bothOf(before.marginCeilingWon, after.marginCeilingWon),
})

async function hqSide(ctx: Ctx, before: PolicyVersion, after: PolicyVersion) {
  const amountOf = ({ agencyOverrides }: PolicyVersion, id: string) =>
    agencyOverrides.find(({ agencyId }) => agencyId === id)?.amountWon ?? null
  const agencies = new Set(
    [...before.agencyOverrides, ...after.agencyOverrides].map(({ agencyId }) => agencyId),
  )
  return {
    flatWon: bothOf(before.flatWon, after.flatWon),
    agencyOverrides: [...agencies].flatMap((agencyId) => {
      const both = bothOf(amountOf(before, agencyId), amountOf(after, agencyId))
      return both ? [{ agencyId, ...both }] : []
    }),
    ...(await reachChanges(ctx, before, after)),
  }
}

const EVENT = {
  kind: oneOf(['targets', 'exclusions']),
  removed: listOf(text),
  added: listOf(text),
}

/** Targets belong to the policy; what happened to them between the two publications tells what differs. */
async function reachChanges(ctx: Ctx, before: PolicyVersion, after: PolicyVersion) {
  if (before.policyId !== after.policyId) return reachBetween(ctx, before.policyId, after.policyId)
  const events = await rowsOf(
    ctx.db,
    sql`select kind::text as kind, coalesce(before->'only', '[]') as removed, coalesce(after->'only', '[]') as added
      from policy_events where policy_id = ${before.policyId} and kind in ('targets', 'exclusions')
        and at > ${before.publishedAt.toISOString()} and at <= ${after.publishedAt.toISOString()} order by id`,
    EVENT,
  )
  const changesOf = (kind: 'targets' | 'exclusions') => {
    const net = new Map<string, number>()
    for (const event of events.filter((one) => one.kind === kind)) {
      for (const id of event.added) net.set(id, (net.get(id) ?? 0) + 1)
      for (const id of event.removed) net.set(id, (net.get(id) ?? 0) - 1)
    }
    const by = (sign: number) => [...net].flatMap(([id, sum]) => (sum === sign ? [id] : []))
    return { added: by(1), removed: by(-1) }
  }
  return { targets: changesOf('targets'), exclusions: changesOf('exclusions') }
}

/** Whom each of two policies reaches now. */
async function reachBetween(ctx: Ctx, before: string, after: string) {
  const only = async (columns: SQL, one: string, other: string) =>
    (
      await rowsOf(
        ctx.db,
        sql`select ${columns} where policy_id = ${one} except select ${columns} where policy_id = ${other} order by 1`,
        { id: text },
      )
    ).map(({ id }) => id)
  const both = async (columns: SQL) => ({
    added: await only(columns, after, before),
    removed: await only(columns, before, after),
  })
  return {
    targets: await both(sql`agency_id as id from policy_targets`),
    exclusions: await both(sql`retail_id as id from policy_exclusions`),
  }
}

async function namesOf(ctx: Ctx, ids: string[]): Promise<Difference['devices']> {
  if (ids.length === 0) return []
  return rowsOf(
    ctx.db,
    sql`select id, manufacturer || ' ' || name as name from device_models where hq_id = ${ctx.actor.hqId}
      and id in (select w.id::uuid from json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json) w(id))`,
    { id: text, name: text },
  )
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { CellCarrier, JoinType } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import { policiesOf } from './namespace.ts'

/** What an agency's shops sell under: the policy's version in force and the agency's newest rates. */
export type Head = {
  carrier: CellCarrier
  joinType: JoinType | 'all'
  fromMs: number
  toMs: number
  versionId: string
  rateId: string | null
  excluded: readonly string[]
}
type Remembered = { head: Head | undefined; untilMs: number }
type Wanted = { actor: Actor; wish: { policyId: string } }

const HEADS_MAX = 10_000
/** Should a change have been committed without moving the version, it is seen after this time at the latest. */
const REMEMBERED_MS = 30_000

/**
 * The head of each wish, or nothing where the shop may not sell under that policy now. Remembered
 * under the version of the tree's policies, which every change moves before it is answered; whether
 * a policy has begun or ended is asked of the clock each time.
 */
export async function findHeads(ctx: Ctx, wishes: Wanted[]): Promise<(Head | undefined)[]> {
  const known = ctx.memo.map<Remembered>('policy-heads', HEADS_MAX)
  const now = ctx.clock.now().getTime()
  const versions = new Map<string, number>()
  for (const hqId of new Set(wishes.map(({ actor }) => actor.hqId)))
    versions.set(hqId, await ctx.cache.version(policiesOf(hqId)))
  const keyOf = ({ actor, wish }: Wanted) =>
    `${versions.get(actor.hqId)}:${wish.policyId}:${actor.agencyId}`
  const missing = new Map(
    wishes.flatMap((wanted) => {
      const key = keyOf(wanted)
      return (known.get(key)?.untilMs ?? 0) > now ? [] : [[key, wanted] as const]
    }),
  )
  if (missing.size > 0)
    for (const [key, head] of await loadHeads(ctx, missing))
      known.set(key, { head, untilMs: now + REMEMBERED_MS })
  return wishes.map((wanted) => {
    const head = known.get(keyOf(wanted))?.head
    if (!head) return undefined
    const open = head.fromMs <= now && now < head.toMs
    return open && !head.excluded.includes(wanted.actor.companyId) ? head : undefined
  })
}

type Row = {
  k: string
  carrier: CellCarrier
  joinType: JoinType | 'all'
  validFrom: Date | string
  validTo: Date | string | null
  versionId: string
  rateId: string | null
  excluded: string[] | null
}

async function loadHeads(
  ctx: Ctx,
  missing: Map<string, Wanted>,
): Promise<Map<string, Head | undefined>> {
  const json = JSON.stringify(
    [...missing].map(([k, { actor, wish }]) => ({
      k,
      policy_id: wish.policyId,
      hq_id: actor.hqId,
      agency_id: actor.agencyId,
    })),
  )
  const rows = await rowsOf<Row>(
    ctx.db,
    sql`select k.k, p.carrier, p.join_type as "joinType", p.valid_from as "validFrom", p.valid_to as "validTo", v.id as "versionId",
        (select id from agency_rates r where r.policy_id = p.id and r.agency_id = k.agency_id order by number desc limit 1) as "rateId",
        (select json_agg(x.retail_id) from policy_exclusions x where x.policy_id = p.id) as excluded
      from json_to_recordset(${json}::json) k(k text, policy_id uuid, hq_id uuid, agency_id uuid)
      join policies p on p.id = k.policy_id and p.hq_id = k.hq_id and p.status = 'active'
      join policy_targets t on t.policy_id = p.id and t.agency_id = k.agency_id and t.exposed
      join policy_versions v on v.policy_id = p.id and v.number = p.current_version`,
  )
  const heads = new Map<string, Head | undefined>(
    [...missing.keys()].map((key) => [key, undefined]),
  )
  for (const { k, validFrom, validTo, excluded, ...row } of rows)
    heads.set(k, {
      ...row,
      fromMs: new Date(validFrom).getTime(),
      toMs: validTo ? new Date(validTo).getTime() : Number.POSITIVE_INFINITY,
      excluded: excluded ?? [],
    })
  return heads
}

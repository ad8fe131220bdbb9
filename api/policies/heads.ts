import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, integer, listOf, nullable, oneOf, text } from '#db/values.ts'
import { CELL_CARRIERS, type CellCarrier, JOIN_TYPES, type JoinType } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { policiesOf } from '../access/namespaces.ts'
import type { Ctx } from '../context.ts'
import { lastsUntil } from '../platform/lasts.ts'
import { rememberEach } from '../platform/remember-each.ts'

/** What an agency's shops sell under: the current version of the policy and the agency's newest rates. */
export type Head = {
  carrier: CellCarrier
  joinType: JoinType | 'all'
  fromMs: number
  toMs: number
  versionId: string
  versionNumber: number
  rateId: string | null
  excluded: readonly string[]
  /** The shops that have read the current version; null where reading is not required. */
  readBy: readonly string[] | null
}
type Wanted = { actor: Actor; wish: { policyId: string } }
type Lookup = { policyId: string; hqId: string; agencyId: string | null; namespaces: string[] }

const HEADS = { name: 'policy-heads', max: 10_000 }

/**
 * The head of each wish; undefined where the shop may not sell under the policy now. Heads are cached under
 * the version of the tree's policies, which every change moves before its answer. The validity period is
 * checked against the clock on every call.
 */
export async function findHeads(ctx: Ctx, wishes: Wanted[]): Promise<(Head | undefined)[]> {
  const now = ctx.clock.now().getTime()
  const keyOf = ({ actor, wish }: Wanted) => `${actor.hqId}:${wish.policyId}:${actor.agencyId}`
  const lookups = new Map(
    wishes.map((wanted) => {
      const { hqId, agencyId } = wanted.actor
      const { policyId } = wanted.wish
      return [keyOf(wanted), { policyId, hqId, agencyId, namespaces: [policiesOf(hqId)] }]
    }),
  )
  const heads = await rememberEach<Lookup, Head | undefined>(ctx, HEADS, lookups, (missing) =>
    loadHeads(ctx, missing),
  )
  return wishes.map((wanted) => {
    const head = heads.get(keyOf(wanted))
    if (!head) return undefined
    const open = head.fromMs <= now && now < head.toMs
    lastsUntil(ctx, open ? head.toMs : now)
    return open && !head.excluded.includes(wanted.actor.companyId) ? head : undefined
  })
}

const HEAD = {
  k: text,
  carrier: oneOf(CELL_CARRIERS),
  joinType: oneOf([...JOIN_TYPES, 'all']),
  validFrom: instant,
  validTo: nullable(instant),
  versionId: text,
  rateId: nullable(text),
  excluded: nullable(listOf(text)),
  versionNumber: integer,
  readBy: nullable(listOf(text)),
}

async function loadHeads(
  ctx: Ctx,
  missing: ReadonlyMap<string, Lookup>,
): Promise<Map<string, Head | undefined>> {
  const json = JSON.stringify(
    [...missing].map(([k, { policyId, hqId, agencyId }]) => ({
      k,
      policy_id: policyId,
      hq_id: hqId,
      agency_id: agencyId,
    })),
  )
  const rows = await rowsOf(
    ctx.db,
    sql`select k.k, p.carrier, p.join_type as "joinType", p.valid_from as "validFrom", p.valid_to as "validTo", v.id as "versionId", v.number as "versionNumber",
        case when p.requires_reading then coalesce((select json_agg(distinct a.company_id) from policy_acknowledgements a
          join companies c on c.id = a.company_id and c.agency_id = k.agency_id
          where a.policy_id = p.id and a.version = p.current_version and a.as_admin), '[]') end as "readBy",
        (select id from agency_rates r where r.policy_id = p.id and r.agency_id = k.agency_id order by number desc limit 1) as "rateId",
        (select json_agg(x.retail_id) from policy_exclusions x where x.policy_id = p.id) as excluded
      from json_to_recordset(${json}::json) k(k text, policy_id uuid, hq_id uuid, agency_id uuid)
      join policies p on p.id = k.policy_id and p.hq_id = k.hq_id and p.status = 'active'
      join policy_targets t on t.policy_id = p.id and t.agency_id = k.agency_id and t.exposed
      join policy_versions v on v.policy_id = p.id and v.number = p.current_version`,
    HEAD,
  )
  const heads = new Map<string, Head | undefined>(
    [...missing.keys()].map((key) => [key, undefined]),
  )
  for (const { k, validFrom, validTo, excluded, ...row } of rows)
    heads.set(k, {
      ...row,
      fromMs: validFrom.getTime(),
      toMs: validTo?.getTime() ?? Number.POSITIVE_INFINITY,
      excluded: excluded ?? [],
    })
  return heads
}

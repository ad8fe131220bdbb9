import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, integer, nullable, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import type { Overlaps } from './contract.ts'
import { instantIn } from './fields.ts'
import { draftFor, stepsOf } from './queries.ts'

const OVERLAPS_MAX = 20

/**
 * Active policies that reach some of the draft's agencies, for the same carrier and join type, in its period.
 * They are allowed, because shops choose among policies; the person who writes one should know. The policy that
 * the draft follows is none of them: it ends where the draft starts.
 */
export async function overlapsOf(ctx: Ctx, id: string): Promise<Overlaps> {
  const draft = await draftFor(ctx, id)
  const { targets, prices, terms, activation } = await stepsOf(ctx, id)
  const { carrier = 'all', joinType = 'all' } = prices
  const from = instantIn(terms.validFrom) ?? ctx.clock.now().toISOString()
  const to = instantIn(terms.validTo)
  const agencies = targets.targets ?? []
  if (agencies.length === 0) return { items: [] }
  const rows = await rowsOf(
    ctx.db,
    sql`select p.id, p.title, p.valid_from as "validFrom", p.valid_to as "validTo", count(*)::int as agencies
      from policies p join policy_targets t on t.policy_id = p.id and t.agency_id in ${agencies}
      where p.hq_id = ${ctx.actor.companyId} and p.status = 'active'
        and (p.valid_to is null or p.valid_to > ${from}::timestamptz)
        and (${to}::timestamptz is null or p.valid_from < ${to}::timestamptz)
        and (${carrier} = 'all' or p.carrier in (${carrier}, 'all'))
        and (${joinType} = 'all' or p.join_type in (${joinType}, 'all'))
        and p.id is distinct from ${draft.policyId}::uuid and p.id is distinct from ${activation.succeeds ?? null}::uuid
      group by p.id order by p.id desc limit ${sql.raw(String(OVERLAPS_MAX))}`,
    { id: text, title: text, validFrom: instant, validTo: nullable(instant), agencies: integer },
  )
  return {
    items: rows.map(({ validFrom, validTo, ...row }) => ({
      ...row,
      validFrom: validFrom.toISOString(),
      validTo: validTo?.toISOString() ?? null,
    })),
  }
}

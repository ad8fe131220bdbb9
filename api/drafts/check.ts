import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import type { DraftStep, Tier } from '#db/words.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Steps } from './contract.ts'

type Named = { path: string; id: string; tier: Tier }

/**
 * Checks that a step names companies of the own tree only. Whether they are in force and belong together is
 * said when the draft is published: a company may be suspended while a draft names it.
 */
export async function checkCompanies(
  ctx: TxCtx,
  step: DraftStep,
  payload: Steps[DraftStep],
): Promise<void> {
  const named = namedIn(payload)
  if (named.length === 0) return
  const found = await rowsOf(
    ctx.db,
    sql`select id, tier::text as tier from companies where hq_id = ${ctx.actor.hqId} and id in ${[...new Set(named.map(({ id }) => id))]}`,
    { id: text, tier: text },
  )
  const tierOf = new Map(found.map(({ id, tier }) => [id, tier]))
  const errors = named
    .filter(({ id, tier }) => tierOf.get(id) !== tier)
    .map(({ path, tier }) => ({
      path: `payload.${path}`,
      code: 'not_found',
      message: tier === 'agency' ? 'Not one of your agencies.' : 'Not one of your shops.',
    }))
  if (errors.length > 0)
    throw new AppError('invalid_input', `The step ${step} names companies that are not yours.`, {
      errors,
    })
}

/** Checks that a draft follows a policy of the own HQ only. Whether that is still open is said when it is published. */
export async function checkPredecessor(ctx: TxCtx, payload: Steps[DraftStep]): Promise<void> {
  const id = 'succeeds' in payload ? payload.succeeds : null
  if (!id) return
  const [own] = await rowsOf(
    ctx.db,
    sql`select id from policies where id = ${id} and hq_id = ${ctx.actor.hqId}`,
    { id: text },
  )
  if (own) return
  const fault = {
    path: 'payload.succeeds',
    code: 'not_found',
    message: 'Not one of your policies.',
  }
  throw new AppError('invalid_input', 'The draft names a policy that is not yours.', {
    errors: [fault],
  })
}

function namedIn(payload: Steps[DraftStep]): Named[] {
  const named: Named[] = []
  if ('targets' in payload)
    for (const [i, id] of (payload.targets ?? []).entries())
      named.push({ path: `targets.${i}`, id, tier: 'agency' })
  if ('exclusions' in payload)
    for (const [i, id] of (payload.exclusions ?? []).entries())
      named.push({ path: `exclusions.${i}`, id, tier: 'retail' })
  if ('agencyOverrides' in payload)
    for (const [i, { agencyId }] of (payload.agencyOverrides ?? []).entries())
      named.push({ path: `agencyOverrides.${i}.agencyId`, id: agencyId, tier: 'agency' })
  return named
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, nullable, text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import type { PublishPolicy, PublishVersion } from './contract.ts'

/** Checks that a policy ends after it begins. */
export function checkValidity(input: PublishPolicy, now: Date): void {
  const problem = validityProblem(input, now)
  if (!problem) return
  const [code, message] = problem
  throw new AppError('invalid_input', 'Some fields need another value; see errors.', {
    errors: [{ path: 'validTo', code, message }],
  })
}

/** A policy must end after it begins and after it is published. */
export function validityProblem(
  { validFrom, validTo }: Pick<PublishPolicy, 'validFrom' | 'validTo'>,
  now: Date,
): [code: string, message: string] | undefined {
  if (!validTo) return undefined
  const end = Date.parse(validTo)
  if (end <= now.getTime()) return ['past', 'Must lie in the future.']
  if (validFrom && end <= Date.parse(validFrom)) return ['before_start', 'Must be after validFrom.']
  return undefined
}

/**
 * Checks that targets are own, active agencies, exclusions are shops below them, and overrides refer to
 * targets. What `already` stands in the policy passes: an agency that was suspended meanwhile must not prevent
 * adding another.
 */
export async function checkTargets(
  ctx: TxCtx,
  input: Pick<PublishPolicy, 'targets' | 'exclusions' | 'agencyOverrides'>,
  already: readonly string[] = [],
): Promise<void> {
  const named = [...new Set([...input.targets, ...input.exclusions])]
  const found = await rowsOf(
    ctx.db,
    sql`select id, tier, parent_id as "parentId", active from companies where hq_id = ${ctx.actor.hqId} and id in ${named} and removed_at is null`,
    { id: text, tier: text, parentId: nullable(text), active: boolean },
  )
  const byId = new Map(found.map((company) => [company.id, company]))
  const targets = new Set(input.targets)
  const kept = new Set(already)
  const errors: FieldError[] = []
  input.targets.forEach((id, i) => {
    if (kept.has(id)) return
    const agency = byId.get(id)
    if (agency?.tier !== 'agency')
      errors.push({ path: `targets.${i}`, code: 'not_found', message: 'Not one of your agencies.' })
    else if (!agency.active)
      errors.push({ path: `targets.${i}`, code: 'inactive', message: 'This agency is suspended.' })
  })
  input.exclusions.forEach((id, i) => {
    if (kept.has(id)) return
    const shop = byId.get(id)
    if (shop?.tier !== 'retail' || !shop.parentId || !targets.has(shop.parentId))
      errors.push({
        path: `exclusions.${i}`,
        code: 'not_found',
        message: 'Not a shop of the agencies named in targets.',
      })
  })
  errors.push(...strangers(input, targets))
  if (errors.length > 0) throw unusable(errors)
}

/** Checks that overrides of a later version refer to agencies of the policy. */
export async function checkOverrides(
  ctx: TxCtx,
  policyId: string,
  input: PublishVersion,
): Promise<void> {
  const targets = await rowsOf(
    ctx.db,
    sql`select agency_id as "agencyId" from policy_targets where policy_id = ${policyId}`,
    { agencyId: text },
  )
  const errors = strangers(input, new Set(targets.map(({ agencyId }) => agencyId)))
  if (errors.length > 0) throw unusable(errors)
}

const strangers = (
  { agencyOverrides }: Pick<PublishPolicy, 'agencyOverrides'>,
  targets: ReadonlySet<string>,
): FieldError[] =>
  agencyOverrides.flatMap(({ agencyId }, i) =>
    targets.has(agencyId)
      ? []
      : [
          {
            path: `agencyOverrides.${i}.agencyId`,
            code: 'not_found',
            message: 'Not one of the agencies that the policy reaches.',
          },
        ],
  )

const unusable = (errors: FieldError[]) =>
  new AppError('invalid_input', 'Some companies cannot be used here; see errors.', { errors })

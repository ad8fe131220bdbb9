import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { fieldOf } from '../forms/fields.ts'
import type { PublishPolicy, PublishVersion } from './contract.ts'

/** What a schema cannot say of a matrix: order, repeats, and cells that stand outside it. */
export function checkMatrix(input: PublishPolicy | PublishVersion): void {
  const errors: FieldError[] = []
  const say = (path: string, code: string, message: string) => errors.push({ path, code, message })
  input.bandsWon.forEach((band, i) => {
    if (band <= (input.bandsWon[i - 1] ?? 0))
      say(`bandsWon.${i}`, 'not_ascending', 'Bands must ascend, each once.')
  })
  if (new Set(input.months).size !== input.months.length)
    say('months', 'repeated', 'Name each contract once.')
  const bands = new Set(input.bandsWon)
  const months = new Set<number>(input.months)
  const seen = new Set<string>()
  input.cells.forEach((cell, i) => {
    const key = `${cell.carrier}|${cell.bandWon}|${cell.months}`
    if (seen.has(key)) say(`cells.${i}`, 'repeated', 'This combination is priced twice.')
    seen.add(key)
    if (!bands.has(cell.bandWon)) say(`cells.${i}.bandWon`, 'unknown_band', 'Not one of bandsWon.')
    if (!months.has(cell.months)) say(`cells.${i}.months`, 'unknown_months', 'Not one of months.')
  })
  if (input.cells.length === 0 && input.flatWon === null && input.agencyOverrides.length === 0)
    say('cells', 'required', 'Price at least one combination.')
  const keys = input.form.map(({ key }) => key)
  keys.forEach((key, i) => {
    if (!fieldOf(key) || keys.indexOf(key) !== i)
      say(`form.${i}.key`, 'repeated', 'Ask for each field once.')
  })
  if (
    'validTo' in input &&
    input.validTo &&
    input.validFrom &&
    Date.parse(input.validTo) <= Date.parse(input.validFrom)
  )
    say('validTo', 'before_start', 'Must be after validFrom.')
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some fields need another value; see errors.', { errors })
}

/** Targets are own, active agencies; exclusions are shops below them; overrides name targets. */
export async function checkTargets(ctx: TxCtx, input: PublishPolicy): Promise<void> {
  const named = [...new Set([...input.targets, ...input.exclusions])]
  const found = await rowsOf<{ id: string; tier: string; parentId: string; active: boolean }>(
    ctx.db,
    sql`select id, tier, parent_id as "parentId", active from companies where hq_id = ${ctx.actor.hqId} and id in ${named} and removed_at is null`,
  )
  const byId = new Map(found.map((company) => [company.id, company]))
  const targets = new Set(input.targets)
  const errors: FieldError[] = []
  input.targets.forEach((id, i) => {
    const agency = byId.get(id)
    if (agency?.tier !== 'agency')
      errors.push({ path: `targets.${i}`, code: 'not_found', message: 'Not one of your agencies.' })
    else if (!agency.active)
      errors.push({ path: `targets.${i}`, code: 'inactive', message: 'This agency is suspended.' })
  })
  if (targets.size !== input.targets.length)
    errors.push({ path: 'targets', code: 'repeated', message: 'Name each agency once.' })
  input.exclusions.forEach((id, i) => {
    const shop = byId.get(id)
    if (shop?.tier !== 'retail' || !targets.has(shop.parentId))
      errors.push({
        path: `exclusions.${i}`,
        code: 'not_found',
        message: 'Not a shop of the agencies named in targets.',
      })
  })
  if (new Set(input.exclusions).size !== input.exclusions.length)
    errors.push({ path: 'exclusions', code: 'repeated', message: 'Name each shop once.' })
  errors.push(...strangers(input, targets))
  if (errors.length > 0) throw unusable(errors)
}

/** A later version pays overrides to the policy's agencies, and to no other. */
export async function checkOverrides(
  ctx: TxCtx,
  policyId: string,
  input: PublishVersion,
): Promise<void> {
  const targets = await rowsOf<{ agencyId: string }>(
    ctx.db,
    sql`select agency_id as "agencyId" from policy_targets where policy_id = ${policyId}`,
  )
  const errors = strangers(input, new Set(targets.map(({ agencyId }) => agencyId)))
  if (errors.length > 0) throw unusable(errors)
}

const strangers = (
  { agencyOverrides }: PublishPolicy | PublishVersion,
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

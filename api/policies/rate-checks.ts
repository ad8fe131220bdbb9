import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { type Conflicts, conflictsOf } from './conflicts.ts'
import type { SetAgencyRates } from './contract.ts'
import { type GrossIndex, indexShares } from './rebate.ts'

/**
 * Checks what an agency saves. A cell at which orders would be refused is refused here (C.9-10). A default or
 * an override that is too high in some combinations is stored, and reported there as a conflict.
 */
export async function checkRates(
  ctx: TxCtx,
  gross: GrossIndex,
  input: SetAgencyRates,
): Promise<void> {
  const conflicts = conflictsOf(gross, indexShares(input), ctx.actor.companyId)
  const errors = input.cells.flatMap((cell, i) => {
    const error = cellError(conflicts, cell)
    return error ? [{ path: `cells.${i}.amountWon`, ...error }] : []
  })
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Orders would be refused at some amounts; see errors.', {
      errors,
    })
  await checkShops(ctx, input)
}

type Cell = SetAgencyRates['cells'][number]

function cellError(
  { cells, unpriced }: Conflicts,
  { carrier, bandWon, months }: Cell,
): Omit<FieldError, 'path'> | undefined {
  const isHere = (at: { bandWon: number; months: number }) =>
    at.bandWon === bandWon && at.months === months
  if (unpriced.some((one) => one.carrier === carrier && isHere(one)))
    return { code: 'not_priced', message: 'HQ does not price this combination.' }
  const [lowest] = cells
    .filter((one) => one.setFor === carrier && isHere(one))
    .toSorted((a, b) => a.grossWon - b.grossWon)
  if (!lowest) return undefined
  const { grossWon } = lowest
  const message =
    carrier === 'all'
      ? `HQ pays ${grossWon} for ${lowest.carrier}; set at most that, or another amount for ${lowest.carrier}.`
      : `HQ pays ${grossWon}; set at most that.`
  return { code: 'above_gross', message }
}

/**
 * Shops in overrides must be the agency's own; a foreign shop gets the same error as an unknown one. One that
 * was removed meanwhile is accepted: its amount is without effect and must not prevent saving the others.
 */
async function checkShops(ctx: TxCtx, { overrides }: SetAgencyRates) {
  if (overrides.length === 0) return
  const retailIds = overrides.map(({ retailId }) => retailId)
  const [found] = await rowsOf(
    ctx.db,
    sql`select count(*)::int as n from companies where parent_id = ${ctx.actor.companyId} and id in ${retailIds}`,
    { n: integer },
  )
  if (found?.n !== new Set(retailIds).size)
    throw new AppError('not_found', 'One of the shops is not among yours.')
}

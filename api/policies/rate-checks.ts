import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { type Axes, nameOf } from './axes.ts'
import { checkNamed } from './check-named.ts'
import { type Conflicts, conflictsOf } from './conflicts.ts'
import type { SetAgencyRates } from './contract.ts'
import { limitErrors } from './limit-errors.ts'
import { limitsToDecide, shopLimitsToDecide } from './limits-to-decide.ts'
import { leaveWonOf, mostFor } from './margin.ts'
import { PLACES_MAX } from './matrix-contract.ts'
import { countSpots } from './price-table.ts'
import { type GrossIndex, indexShares } from './rebate.ts'
import { tiesIn } from './ties.ts'
import { causeIn } from './to-decide.ts'

/**
 * Checks what an agency saves. A cell at which orders would be refused is refused here (C.9-10), and so is any
 * amount that leaves a margin outside HQ's limits, whatever sets it (decision 049). A default or an override that
 * is above HQ's amount in some combinations is stored, and reported there as a conflict.
 */
export async function checkRates(
  ctx: TxCtx,
  gross: GrossIndex,
  lowestWon: number,
  input: SetAgencyRates,
): Promise<void> {
  checkPlaces(gross, input)
  await checkNamed(ctx, { cells: input.cells, closed: [], planGroups: [], deviceGroups: [] })
  const conflicts = conflictsOf(gross, indexShares(input), ctx.actor.companyId)
  const errors = [
    ...lowErrors(input, lowestWon),
    ...tieErrors(input, gross),
    ...conflictErrors(input, conflicts, gross),
    ...(await limitErrorsIn(ctx, gross, input, conflicts)),
  ]
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Orders would be refused at some amounts; see errors.', {
      errors,
    })
  await checkShops(ctx, input)
}

/** Refuses axes that make too many places together with HQ's: conflicts and shops' tables look at each. */
function checkPlaces({ bandsWon, months, cells, closed }: GrossIndex, own: SetAgencyRates): void {
  const places = countSpots({ bandsWon, months, cells: [...cells, ...own.cells], closed }, 1)
  if (places <= PLACES_MAX) return
  const message = `With HQ's axes these make ${places} places per carrier; at most ${PLACES_MAX}. Leave an axis open.`
  throw new AppError('invalid_input', 'These amounts tell too many orders apart; see errors.', {
    errors: [{ path: 'cells', code: 'too_many_places', message }],
  })
}

const lowErrors = ({ cells }: SetAgencyRates, lowestWon: number): FieldError[] =>
  cells.flatMap(({ amountWon }, i) =>
    amountWon < lowestWon
      ? [
          {
            path: `cells.${i}.amountWon`,
            code: 'below_lowest',
            message: `HQ allows ${lowestWon} at the lowest.`,
          },
        ]
      : [],
  )

/** Ties named in one answer. */
const TIES_MAX = 20

/** An order for which two cells would count would be refused. */
function tieErrors({ cells }: SetAgencyRates, { groupOfDevice }: GrossIndex): FieldError[] {
  const at = (axes: Axes) => cells.findIndex((cell) => nameOf(cell) === nameOf(axes))
  return tiesIn(cells, groupOfDevice, TIES_MAX).map(({ first, second, exact }) => ({
    path: `cells.${at(first)}`,
    code: 'tie',
    message: `Neither this nor cells.${at(second)} is more specific. Add a cell for ${JSON.stringify(exact)}.`,
  }))
}

function conflictErrors(
  { cells }: SetAgencyRates,
  conflicts: Conflicts,
  gross: GrossIndex,
): FieldError[] {
  const leaveWon = leaveWonOf(gross)
  const unpriced = new Set(conflicts.unpriced.map(nameOf))
  const above = Map.groupBy(conflicts.cells, ({ cell }) => nameOf(cell))
  return cells.flatMap((cell, i) => {
    const path = `cells.${i}.amountWon`
    if (unpriced.has(nameOf(cell)))
      return [{ path, code: 'not_priced', message: 'HQ does not price this combination.' }]
    const [lowest] = (above.get(nameOf(cell)) ?? []).toSorted((a, b) => a.grossWon - b.grossWon)
    if (!lowest) return []
    const { grossWon, carrier } = lowest
    const most = leaveWon > 0 ? `${mostFor(gross, grossWon)}, as HQ allows` : 'that'
    const message =
      cell.carrier === 'all'
        ? `HQ pays ${grossWon} for ${carrier}; set at most ${most}, or another amount for ${carrier}.`
        : `HQ pays ${grossWon}; set at most ${most}.`
    return [{ path, code: 'above_gross', message }]
  })
}

/** Places and shops outside HQ's limits that one answer names. */
const LIMITS_MAX = 50

async function limitErrorsIn(
  ctx: TxCtx,
  gross: GrossIndex,
  input: SetAgencyRates,
  { limits, shopLimits }: Conflicts,
): Promise<FieldError[]> {
  const gone = await removedAmong(ctx, shopLimits)
  const faults = [
    ...limitsToDecide(gross, limits, causeIn(gross, ctx.actor.companyId)),
    ...shopLimitsToDecide(
      gross,
      shopLimits.filter(({ retailId }) => !gone.has(retailId)),
    ),
  ]
  return limitErrors(input, faults.slice(0, LIMITS_MAX), gross)
}

/** The amount of a removed shop is without effect and must not prevent saving the others. */
async function removedAmong(ctx: TxCtx, shops: Conflicts['shopLimits']) {
  if (shops.length === 0) return new Set<string>()
  const removed = await rowsOf(
    ctx.db,
    sql`select id from companies where id in ${shops.map(({ retailId }) => retailId)} and removed_at is not null`,
    { id: text },
  )
  return new Set(removed.map(({ id }) => id))
}

/**
 * Shops in overrides must be the agency's own; a foreign shop gets the same error as an unknown one. One that
 * was removed meanwhile is accepted: its amount is without effect and must not prevent saving the others.
 */
async function checkShops(ctx: TxCtx, { overrides, rules }: SetAgencyRates) {
  const retailIds = [...overrides, ...rules].flatMap(({ retailId }) => retailId ?? [])
  if (retailIds.length === 0) return
  const [found] = await rowsOf(
    ctx.db,
    sql`select count(*)::int as n from companies where parent_id = ${ctx.actor.companyId} and id in ${retailIds}`,
    { n: integer },
  )
  if (found?.n !== new Set(retailIds).size)
    throw new AppError('not_found', 'One of the shops is not among yours.')
}

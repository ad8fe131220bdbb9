import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import type { Conflicts } from './agency-conflicts.ts'
import { type Axes, nameOf } from './axes.ts'
import { checkDevices, checkNamed } from './check-named.ts'
import { conflictsOf } from './conflicts.ts'
import { fixedTwice } from './fixed-twice.ts'
import { limitErrors } from './limit-errors.ts'
import { limitsToDecide, shopLimitsToDecide } from './limits-to-decide.ts'
import { leaveWonOf, mostFor } from './margin.ts'
import { PLACES_MAX, REACHED_MAX } from './matrix-contract.ts'
import { countSpots } from './price-table.ts'
import { type GrossIndex, indexShares, type Shares, type SharesIndex } from './rebate.ts'
import { type ShopNames, shopCellErrors } from './shop-cell-errors.ts'
import { toldFor, withoutShops } from './shop-cells.ts'
import { countReached } from './shop-reach.ts'
import { tiesIn } from './ties.ts'
import { causeIn } from './to-decide.ts'
import { toldByAny } from './told.ts'

/**
 * Checks what an agency saves. A cell at which orders would be refused is refused here (C.9-10), and so is any
 * amount that leaves a margin outside HQ's limits, whatever sets it (decision 049). A default or an override that
 * is above HQ's amount in some combinations is stored, and reported there as a conflict. What is set for a removed
 * shop is without effect and must not prevent saving the rest.
 */
export async function checkRates(ctx: TxCtx, gross: GrossIndex, input: Shares): Promise<void> {
  const shops = await shopsNamed(ctx, input)
  const gone = new Set([...shops].flatMap(([id, { isGone }]) => (isGone ? [id] : [])))
  const rates = withoutShops(input, gone)
  const shares = indexShares(rates)
  checkAxes(input)
  checkPlaces(gross, shares)
  await checkNamed(ctx, { cells: rates.cells, closed: [], planGroups: [], deviceGroups: [] })
  await checkDevices(ctx, shopDevices(rates))
  const conflicts = conflictsOf(gross, shares, ctx.actor.companyId)
  const limits = limitErrorsIn(ctx, gross, input, conflicts)
  const ofShops = shopCellErrors(input, rates, conflicts, gross, shops)
  const named = [limits, ofShops].map((all) => all.slice(0, NAMED_MAX))
  const errors = [
    ...lowErrors(input, gross.lowestWon),
    ...tieErrors(input, gross),
    ...conflictErrors(input, conflicts, gross),
    ...named.flat(),
  ]
  if (errors.length === 0) return
  const more = limits.length + ofShops.length - named.flat().length
  const says = 'Orders would be refused at some amounts; see errors.'
  throw new AppError('invalid_input', more > 0 ? `${says} ${more} more are not named.` : says, {
    errors,
    ...(more > 0 && { facts: { more } }),
  })
}

function checkAxes({ cells, shopCells }: Shares): void {
  const errors = [
    ...fixedTwice(cells, 'cells'),
    ...shopCells.flatMap((shop, i) => fixedTwice(shop.cells, `shopCells.${i}.cells`)),
  ]
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some cells fix one axis twice; see errors.', {
      errors: errors.slice(0, NAMED_MAX),
    })
}

const shopDevices = ({ shopCells }: Shares) =>
  shopCells.flatMap(({ cells }, i) =>
    cells.flatMap(({ deviceId: id }, j) =>
      id ? [{ path: `shopCells.${i}.cells.${j}.deviceId`, id }] : [],
    ),
  )

/** Places and shops outside HQ's limits, and cells of shops, that one answer names. */
const NAMED_MAX = 50

/** Refuses axes that make too many places together with HQ's: conflicts and shops' tables look at each. */
function checkPlaces(gross: GrossIndex, shares: SharesIndex): void {
  const refuse = (path: string, places: number, most: number) => {
    const message = `With HQ's axes these make ${places} places; at most ${most}. Leave an axis open.`
    throw new AppError('invalid_input', 'These amounts tell too many orders apart; see errors.', {
      errors: [{ path, code: 'too_many_places', message }],
    })
  }
  const placesFor = (retailId: string | null) =>
    countSpots({ ...gross, told: toldByAny(gross.told, toldFor(shares, retailId)) }, null, ONE)
  if (placesFor(null) > PLACES_MAX) refuse('cells', placesFor(null), PLACES_MAX)
  shares.shopCells.forEach(({ retailId }, i) => {
    const places = placesFor(retailId)
    if (places > PLACES_MAX) refuse(`shopCells.${i}.cells`, places, PLACES_MAX)
  })
  const reached = countReached(gross, shares)
  if (reached > REACHED_MAX) refuse('shopCells', reached, REACHED_MAX)
}
/** Places are counted for one carrier. */
const ONE = ['all'] as const

const lowErrors = ({ cells }: Shares, lowestWon: number): FieldError[] =>
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
function tieErrors({ cells }: Shares, { groupOfDevice }: GrossIndex): FieldError[] {
  const at = (axes: Axes) => cells.findIndex((cell) => nameOf(cell) === nameOf(axes))
  return tiesIn(cells, groupOfDevice, TIES_MAX).map(({ first, second, exact }) => ({
    path: `cells.${at(first)}`,
    code: 'tie',
    message: `Neither this nor cells.${at(second)} is more specific. Add a cell for ${JSON.stringify(exact)}.`,
  }))
}

function conflictErrors({ cells }: Shares, conflicts: Conflicts, gross: GrossIndex): FieldError[] {
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

const limitErrorsIn = (
  ctx: TxCtx,
  gross: GrossIndex,
  input: Shares,
  { limits, shopLimits }: Conflicts,
): FieldError[] =>
  limitErrors(
    input,
    [
      ...limitsToDecide(gross, limits, causeIn(gross, ctx.actor.companyId)),
      ...shopLimitsToDecide(gross, shopLimits),
    ],
    gross,
  )

/**
 * The shops for which something is set. They must be the agency's own; a foreign shop gets the same error as an
 * unknown one. One that was removed meanwhile is accepted.
 */
async function shopsNamed(ctx: TxCtx, { overrides, rules, shopCells }: Shares): Promise<ShopNames> {
  const ids = new Set(
    [...overrides, ...rules, ...shopCells].flatMap(({ retailId }) => retailId ?? []),
  )
  if (ids.size === 0) return new Map()
  const found = await rowsOf(
    ctx.db,
    sql`select id, name, removed_at is not null as "isGone" from companies where parent_id = ${ctx.actor.companyId}
      and id in (select w.id::uuid from json_array_elements_text(${JSON.stringify([...ids])}::json) w(id))`,
    { id: text, name: text, isGone: boolean },
  )
  if (found.length !== ids.size)
    throw new AppError('not_found', 'One of the shops is not among yours.')
  return new Map(found.map((shop) => [shop.id, shop]))
}

import {
  type AdditionKind,
  type BandRounding,
  CARRIERS,
  type Carrier,
  type CellCarrier,
  type CustomerSegment,
  type JoinType,
  type SimType,
  type SupportType,
} from '#db/words.ts'
import { type Axes, axesOf, type Place } from './axes.ts'
import { findCell, indexCells } from './cells.ts'
import { type MarginLimits, mostByRule, refusalOf } from './margin.ts'
import { allNamed, bandFor, membersOf, simLine } from './order-facts.ts'
import { ruleAmong, type ShareRule, shareBy } from './share-rules.ts'
import { type Entry, entryOf, indexShops, type ShopCells, toldFor } from './shop-cells.ts'
import { tellsDevices, toldApart } from './told.ts'

// The one price rule (decision 031). Quotes, orders, price tables, conflicts and the browser all call the
// functions of this file; no other code computes an amount.

export type Cell = Axes & { amountWon: number }
/** What is paid on top while the customer keeps a service or an insurance, all of it passed on to the shop. */
export type Addition = {
  name: string
  kind: AdditionKind
  amountWon: number
  /** Days from the activation for which the customer keeps it. */
  keepDays: number
}

/** What a published version says about prices, with the policy's carrier (`domain.md` C.2). */
export type Gross = MarginLimits & {
  carrier: CellCarrier
  rounding: BandRounding
  bandsWon: readonly number[]
  months: readonly number[]
  /** Names of a cell's `planGroup` and `deviceGroup`; nothing is in two groups. */
  planGroups: readonly { name: string; planIds: readonly string[] }[]
  deviceGroups: readonly { name: string; deviceIds: readonly string[] }[]
  cells: readonly Cell[]
  /** Places where no order is taken, although a less specific cell has an amount. */
  closed: readonly Axes[]
  /** No amount may be lower, whoever set it. */
  lowestWon: number
  flatWon: number | null
  agencyOverrides: readonly { agencyId: string; amountWon: number }[]
  additions: readonly Addition[]
  simAdjustmentWon: number
}
/** What an agency pays its shops for a policy. Where it sets nothing, HQ's amount is passed on. */
export type Shares = {
  cells: readonly Cell[]
  rules: readonly ShareRule[]
  defaultWon: number | null
  overrides: readonly { retailId: string; amountWon: number }[]
  shopCells: readonly ShopCells[]
}

export type Combination = {
  agencyId: string
  retailId: string
  carrier: Carrier
  planId: string
  planFeeWon: number
  deviceId: string | null
  joinType: JoinType
  supportType: SupportType
  segment: CustomerSegment
  months: number
  simType: SimType
  /** Names of the version's additions that the customer takes. */
  additions: readonly string[]
}
/**
 * A place of the matrix and its companies. `agencyId` is null for an agency without an override of HQ,
 * `retailId` for a shop for which the agency set nothing alone.
 */
export type Spot = Place & { agencyId: string | null; retailId: string | null }

type FromCell<From> = { from: From; cell: Axes; months: number }
type GrossWhy = FromCell<'cell'> | { from: 'override' | 'flat'; months: number }
export type ShopWhy =
  | FromCell<'cell' | 'shop_cell'>
  | { from: 'override' | 'default' | 'passed_on'; months: number }
  | { from: 'rule'; rule: ShareRule; months: number }

export type Price = {
  /** Both amounts contain the additions. */
  grossWon: number
  shopWon: number
  simWon: number
  trace: { bandWon: number; gross: GrossWhy; shop: ShopWhy; additions?: readonly Addition[] }
}
type FromHq = { bandWon: number; grossWon: number; gross: GrossWhy }
type ToShop = { shopWon: number; shop: ShopWhy }
/** Two cells of which neither is more specific. */
type Tie = { refused: 'tie'; cells: readonly [Axes, Axes]; bandWon?: number }
type NoGross =
  | { refused: 'carrier' | 'months' | 'band' | 'device' | 'closed' | 'cell'; bandWon?: number }
  | Tie
/** An amount of the agency that HQ does not allow, or not any more: by its margin, or as such. */
type NotAllowed = FromHq & ToShop & { refused: NonNullable<ReturnType<typeof refusalOf>> }
/** The agency's rule does not apply below zero or HQ's floor, and it set nothing else here. */
type NoShare = FromHq & { refused: 'undecided' }
type NoAddition = { refused: 'addition'; bandWon?: never }
export type NotPriced =
  | NoGross
  | NotAllowed
  | NoAddition
  | { refused: 'not_decided'; bandWon?: never }
  | NoShare

/** HQ's prices, indexed once per version, because a table looks up every combination. */
export type GrossIndex = ReturnType<typeof indexGross>
/** The agency's prices, indexed once per set of rates. */
export type SharesIndex = ReturnType<typeof indexShares>

export function indexGross(gross: Gross) {
  const cells = gross.cells.map(entryOf)
  const closed = gross.closed.map((axes) => ({ axes: axesOf(axes), amountWon: null }))
  const told = toldApart([...gross.cells, ...gross.closed])
  return {
    ...gross,
    bands: new Set(gross.bandsWon),
    sold: gross.carrier === 'all' ? CARRIERS : [gross.carrier],
    amounts: indexCells<Entry<number | null>>([...cells, ...closed]),
    byAgency: new Map(
      gross.agencyOverrides.map(({ agencyId, amountWon }) => [agencyId, amountWon]),
    ),
    groupOfPlan: membersOf(gross.planGroups.map(({ name, planIds }) => [name, planIds])),
    groupOfDevice: membersOf(gross.deviceGroups.map(({ name, deviceIds }) => [name, deviceIds])),
    told,
    needsDevice: tellsDevices(told),
  }
}

export const indexShares = (shares: Shares) => ({
  ...shares,
  amounts: indexCells(shares.cells.map(entryOf)),
  byShop: new Map(shares.overrides.map(({ retailId, amountWon }) => [retailId, amountWon])),
  rulesOf: Map.groupBy(shares.rules, ({ retailId }) => retailId),
  shops: indexShops(shares.shopCells),
  told: toldApart(shares.cells),
})

/**
 * The rebate of one order: G from HQ (override, most specific cell, flat), S from the agency (cell for the shop, its
 * amount or rule, most specific cell, rule, default, all of G), with S ≤ G (or G and HQ's leave), S at least the lowest
 * that HQ allows and the margin G − S within HQ's limits, plus the additions on both and the SIM line. A combination without a
 * price is refused, never priced at 0.
 */
export function priceOf(
  gross: GrossIndex,
  shares: SharesIndex | null,
  asked: Combination,
): Price | NotPriced {
  const { agencyId, retailId } = asked
  // Without its device the order would get the amount of all other devices.
  const needsDevice = gross.needsDevice || (shares && tellsDevices(toldFor(shares, retailId)))
  if (asked.deviceId === null && needsDevice) return { refused: 'device' }
  const split = priceAt(gross, shares, { ...placeOf(gross, asked), agencyId, retailId })
  if ('refused' in split) return split
  const { bandWon, gross: fromHq, shop } = split
  const additions = allNamed(gross.additions, asked.additions)
  if (!additions) return { refused: 'addition' }
  const addedWon = additions.reduce((sum, { amountWon }) => sum + amountWon, 0)
  return {
    grossWon: split.grossWon + addedWon,
    shopWon: split.shopWon + addedWon,
    simWon: simLine(asked.simType, gross.simAdjustmentWon),
    trace: {
      ...{ bandWon, gross: fromHq, shop },
      ...(additions.length > 0 ? { additions } : {}),
    },
  }
}

/** Where an order stands in the matrix of a version. */
export const placeOf = (gross: GrossIndex, asked: Combination): Place => ({
  carrier: asked.carrier,
  bandWon: bandFor(gross.bandsWon, asked.planFeeWon, gross.rounding),
  planGroup: gross.groupOfPlan.get(asked.planId) ?? null,
  deviceId: asked.deviceId,
  deviceGroup: (asked.deviceId && gross.groupOfDevice.get(asked.deviceId)) || null,
  joinType: asked.joinType,
  supportType: asked.supportType,
  months: asked.months,
  segment: asked.segment,
})

/** The same for a place, without additions and SIM line, as tables and conflicts need it. */
export function priceAt(
  gross: GrossIndex,
  shares: SharesIndex | null,
  spot: Spot,
): (FromHq & ToShop) | NotPriced {
  // Before the agency has decided, its shops must not see HQ's amounts: they would later reveal the margin.
  if (!shares) return isSold(gross, spot) ? { refused: 'not_decided' } : { refused: 'carrier' }
  const fromHq = grossAt(gross, spot)
  if ('refused' in fromHq) return fromHq
  const { bandWon, grossWon } = fromHq
  const toShop = shareAt(shares, spot, fromHq, gross) ?? {
    shopWon: grossWon,
    shop: { from: 'passed_on' as const, months: spot.months },
  }
  if (toShop === 'undecided') return { refused: 'undecided', ...fromHq }
  if ('refused' in toShop) return { ...toShop, bandWon }
  const refused = refusalOf(gross, grossWon, toShop.shopWon)
  const split = { ...fromHq, ...toShop }
  return refused ? { refused, ...split } : split
}

/** What HQ pays the agency. */
export function grossAt(gross: GrossIndex, spot: Omit<Spot, 'retailId'>): FromHq | NoGross {
  const { agencyId, bandWon, months } = spot
  if (!isSold(gross, spot)) return { refused: 'carrier' }
  if (!gross.months.includes(months)) return { refused: 'months' }
  if (bandWon === undefined || !gross.bands.has(bandWon)) return { refused: 'band' }
  const overrideWon = agencyId === null ? undefined : gross.byAgency.get(agencyId)
  if (overrideWon !== undefined)
    return { bandWon, grossWon: overrideWon, gross: { from: 'override', months } }
  const cell = findCell(gross.amounts, spot)
  if (cell && 'tie' in cell) return { ...tied(cell.tie), bandWon }
  if (cell?.amountWon === null) return { refused: 'closed', bandWon }
  if (cell)
    return { bandWon, grossWon: cell.amountWon, gross: { from: 'cell', cell: cell.axes, months } }
  if (gross.flatWon === null) return { refused: 'cell', bandWon }
  return { bandWon, grossWon: gross.flatWon, gross: { from: 'flat', months } }
}

/** What the agency pays the shop; undefined where it passes HQ's amount on. */
function shareAt(
  shares: SharesIndex,
  spot: Spot,
  { grossWon }: FromHq,
  limits: MarginLimits,
): ToShop | Tie | 'undecided' | undefined {
  const { carrier, months, retailId } = spot
  const forShop = byCell(shares.shops.of(retailId)?.amounts ?? [], spot, 'shop_cell')
  if (forShop) return forShop
  const own = ownShareAt(shares, spot, grossWon, limits)
  if (own && own !== 'undecided') return own
  const cell = byCell(shares.amounts, spot, 'cell')
  if (cell) return cell
  // A rule of the shop that does not apply here waits for a cell, as one for every shop does.
  if (own) return own
  const rule = ruleAmong(shares.rulesOf.get(null), carrier)
  if (rule) return byRule(rule, grossWon, months, limits)
  if (shares.defaultWon === null) return undefined
  return { shopWon: shares.defaultWon, shop: { from: 'default', months } }
}

function byCell(
  cells: SharesIndex['amounts'],
  spot: Spot,
  from: 'cell' | 'shop_cell',
): ToShop | Tie | undefined {
  const cell = findCell(cells, spot)
  if (cell && 'tie' in cell) return tied(cell.tie)
  const { months } = spot
  return cell && { shopWon: cell.amountWon, shop: { from, cell: cell.axes, months } }
}

/** What the agency sets for this shop and all of its places: an amount, or its rule. It depends on no axis but the carrier. */
export function ownShareAt(
  shares: SharesIndex,
  { retailId, carrier, months }: Pick<Spot, 'retailId' | 'carrier' | 'months'>,
  grossWon: number,
  limits: MarginLimits,
): ToShop | 'undecided' | undefined {
  if (retailId === null) return undefined
  const overrideWon = shares.byShop.get(retailId)
  if (overrideWon !== undefined) return { shopWon: overrideWon, shop: { from: 'override', months } }
  const own = ruleAmong(shares.rulesOf.get(retailId), carrier)
  return own && byRule(own, grossWon, months, limits)
}

/** A rule never gives less than 0: where it may not give as much, it does not apply. */
function byRule(
  rule: ShareRule,
  grossWon: number,
  months: number,
  limits: MarginLimits,
): ToShop | 'undecided' {
  const shopWon = mostByRule(limits, grossWon) < 0 ? undefined : shareBy(rule, grossWon)
  return shopWon === undefined ? 'undecided' : { shopWon, shop: { from: 'rule', rule, months } }
}

const isSold = ({ sold }: GrossIndex, { carrier }: Pick<Spot, 'carrier'>) =>
  carrier === 'all' || sold.some((one) => one === carrier)

const tied = ([first, second]: readonly [{ axes: Axes }, { axes: Axes }]): Tie => ({
  refused: 'tie',
  cells: [first.axes, second.axes],
})

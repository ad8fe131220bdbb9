import {
  type BandRounding,
  CARRIERS,
  type Carrier,
  type CellCarrier,
  type SimType,
} from '#db/words.ts'

// The one price rule (decision 031). Quotes, orders, price tables, conflicts and the browser all call the
// functions of this file; no other code computes an amount.

export type Cell = { carrier: CellCarrier; bandWon: number; months: number; amountWon: number }

/** What a published version says about prices, with the policy's carrier (`domain.md` C.2). */
export type Gross = {
  carrier: CellCarrier
  rounding: BandRounding
  bandsWon: readonly number[]
  months: readonly number[]
  cells: readonly Cell[]
  flatWon: number | null
  agencyOverrides: readonly { agencyId: string; amountWon: number }[]
  simAdjustmentWon: number
}
/** What an agency pays its shops for a policy. Where it sets nothing, HQ's amount is passed on. */
export type Shares = {
  cells: readonly Cell[]
  defaultWon: number | null
  overrides: readonly { retailId: string; amountWon: number }[]
}

export type Combination = {
  agencyId: string
  retailId: string
  carrier: Carrier
  planFeeWon: number
  months: number
  simType: SimType
}
/**
 * A combination with its band; `all` stands for a carrier without its own cells. `agencyId` is null for an
 * agency without an override of HQ, `retailId` for a shop without an override of the agency.
 */
export type Spot = {
  agencyId: string | null
  retailId: string | null
  carrier: CellCarrier
  /** Undefined where the plan's fee is in no band. */
  bandWon: number | undefined
  months: number
}

type FromCell = { from: 'cell'; carrier: CellCarrier; months: number }
type GrossWhy = FromCell | { from: 'override' | 'flat'; months: number }
type ShopWhy = FromCell | { from: 'override' | 'default' | 'passed_on'; months: number }

export type Price = {
  grossWon: number
  shopWon: number
  simWon: number
  trace: { bandWon: number; gross: GrossWhy; shop: ShopWhy }
}
type FromHq = { bandWon: number; grossWon: number; gross: GrossWhy }
type ToShop = { shopWon: number; shop: ShopWhy }
type NoGross = { refused: 'carrier' | 'months' | 'band' | 'cell'; bandWon?: number }
type AboveGross = FromHq & ToShop & { refused: 'shop_above_gross' }
export type NotPriced = NoGross | AboveGross | { refused: 'not_decided'; bandWon?: never }

/** HQ's prices, indexed once per version, because a table looks up every combination. */
export type GrossIndex = ReturnType<typeof indexGross>
/** The agency's prices, indexed once per set of rates. */
export type SharesIndex = ReturnType<typeof indexShares>

export const indexGross = (gross: Gross) => ({
  ...gross,
  bands: new Set(gross.bandsWon),
  sold: gross.carrier === 'all' ? CARRIERS : [gross.carrier],
  amounts: amountsOf(gross.cells),
  byAgency: new Map(gross.agencyOverrides.map(({ agencyId, amountWon }) => [agencyId, amountWon])),
})

export const indexShares = (shares: Shares) => ({
  ...shares,
  amounts: amountsOf(shares.cells),
  byShop: new Map(shares.overrides.map(({ retailId, amountWon }) => [retailId, amountWon])),
})

/**
 * The rebate of one order: G from HQ (override, cell of the carrier, cell of all, flat), S from the agency
 * (shop override, cell, default, all of G), with 0 ≤ S ≤ G, plus the SIM line. A combination without a price
 * is refused, never priced at 0.
 */
export function priceOf(
  gross: GrossIndex,
  shares: SharesIndex | null,
  asked: Combination,
): Price | NotPriced {
  const band = bandFor(gross.bandsWon, asked.planFeeWon, gross.rounding)
  const split = priceAt(gross, shares, { ...asked, bandWon: band })
  if ('refused' in split) return split
  const { bandWon, grossWon, shopWon, gross: fromHq, shop } = split
  const simWon = simLine(asked.simType, gross.simAdjustmentWon)
  return { grossWon, shopWon, simWon, trace: { bandWon, gross: fromHq, shop } }
}

/** The same for a band and without the SIM line, as tables and conflicts need it. */
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
  const toShop = shareAt(shares, spot, bandWon) ?? {
    shopWon: grossWon,
    shop: { from: 'passed_on' as const, months: spot.months },
  }
  const split = { ...fromHq, ...toShop }
  return isAbove(toShop.shopWon, grossWon) ? { refused: 'shop_above_gross', ...split } : split
}

/** What HQ pays the agency. */
export function grossAt(gross: GrossIndex, spot: Omit<Spot, 'retailId'>): FromHq | NoGross {
  const { agencyId, carrier, bandWon, months } = spot
  if (!isSold(gross, spot)) return { refused: 'carrier' }
  if (!gross.months.includes(months)) return { refused: 'months' }
  if (bandWon === undefined || !gross.bands.has(bandWon)) return { refused: 'band' }
  const overrideWon = agencyId === null ? undefined : gross.byAgency.get(agencyId)
  if (overrideWon !== undefined)
    return { bandWon, grossWon: overrideWon, gross: { from: 'override', months } }
  const cell = cellFor(gross.amounts, carrier, bandWon, months)
  if (cell) return { bandWon, grossWon: cell.amountWon, gross: { from: 'cell', ...cell.why } }
  if (gross.flatWon === null) return { refused: 'cell', bandWon }
  return { bandWon, grossWon: gross.flatWon, gross: { from: 'flat', months } }
}

/** An agency may pay its shops at most what HQ pays it. */
export const isAbove = (shopWon: number, grossWon: number): boolean => shopWon > grossWon

/**
 * The plan's band. `up`: the smallest band that is not below the fee, or the top band. `down`: the largest
 * band that is not above the fee, or none (C.9-7).
 */
export function bandFor(
  bandsWon: readonly number[],
  feeWon: number,
  rounding: BandRounding,
): number | undefined {
  const ascending = bandsWon.toSorted((a, b) => a - b)
  if (rounding === 'down') return ascending.findLast((band) => band <= feeWon)
  return ascending.find((band) => band >= feeWon) ?? ascending.at(-1)
}

/**
 * A shop that paid for the SIM gets the amount back; a SIM billed later is deducted (0 minus, to avoid −0);
 * eSIM and reuse cost nothing.
 */
export const simLine = (simType: SimType, adjustmentWon: number): number =>
  simType === 'prepaid' ? adjustmentWon : simType === 'postpaid' ? 0 - adjustmentWon : 0

/** What the agency pays the shop; undefined where it passes HQ's amount on. */
function shareAt(shares: SharesIndex, spot: Spot, bandWon: number): ToShop | undefined {
  const { retailId, carrier, months } = spot
  const overrideWon = retailId === null ? undefined : shares.byShop.get(retailId)
  if (overrideWon !== undefined) return { shopWon: overrideWon, shop: { from: 'override', months } }
  const cell = cellFor(shares.amounts, carrier, bandWon, months)
  if (cell) return { shopWon: cell.amountWon, shop: { from: 'cell', ...cell.why } }
  if (shares.defaultWon === null) return undefined
  return { shopWon: shares.defaultWon, shop: { from: 'default', months } }
}

const isSold = ({ sold }: GrossIndex, { carrier }: Pick<Spot, 'carrier'>) =>
  carrier === 'all' || sold.some((one) => one === carrier)

type Amounts = ReadonlyMap<CellCarrier, ReadonlyMap<number, number>>

/** Bands are at most ten million and contracts at most 48 months, so both fit into one small integer. */
const keyOf = (bandWon: number, months: number) => bandWon * 64 + months

function amountsOf(cells: readonly Cell[]): Amounts {
  const amounts = new Map<CellCarrier, Map<number, number>>()
  for (const { carrier, bandWon, months, amountWon } of cells) {
    const ofCarrier = amounts.get(carrier) ?? new Map<number, number>()
    amounts.set(carrier, ofCarrier.set(keyOf(bandWon, months), amountWon))
  }
  return amounts
}

/** The cell of the carrier, otherwise the cell for all. */
function cellFor(amounts: Amounts, carrier: CellCarrier, bandWon: number, months: number) {
  const at = (wanted: CellCarrier) => {
    const amountWon = amounts.get(wanted)?.get(keyOf(bandWon, months))
    return amountWon === undefined ? undefined : { amountWon, why: { carrier: wanted, months } }
  }
  return at(carrier) ?? at('all')
}

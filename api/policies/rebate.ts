import type { BandRounding, Carrier, CellCarrier, SimType } from '#db/words.ts'

type Cell = { carrier: CellCarrier; bandWon: number; months: number; amountWon: number }

/** What a published version says about prices; HQ's side of `domain.md` C.2. */
export type Gross = {
  rounding: BandRounding
  bandsWon: readonly number[]
  months: readonly number[]
  cells: readonly Cell[]
  flatWon: number | null
  agencyOverrides: readonly { agencyId: string; amountWon: number }[]
  simAdjustmentWon: number
}
/** What an agency pays its shops for the policy; nothing set means that all is passed on. */
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

export type Price = {
  grossWon: number
  shopWon: number
  simWon: number
  trace: {
    bandWon: number
    gross: { from: 'override' | 'cell' | 'flat'; carrier?: CellCarrier; months: number }
    shop: {
      from: 'override' | 'cell' | 'default' | 'passed_on'
      carrier?: CellCarrier
      months: number
    }
  }
}
export type NotPriced = {
  refused: 'months' | 'band' | 'cell' | 'shop_above_gross'
  bandWon?: number
}

/**
 * The rebate of one order: G from HQ (override, cell of the carrier, cell of all, flat), S from the
 * agency (shop override, cell, default, everything), 0 ≤ S ≤ G, and the SIM line beside them.
 * A combination without a price is refused, never worth 0 in silence.
 */
export function priceOf(
  gross: Gross,
  shares: Shares | null,
  asked: Combination,
): Price | NotPriced {
  const { months } = asked
  if (!gross.months.includes(months)) return { refused: 'months' }
  const bandWon = bandFor(gross.bandsWon, asked.planFeeWon, gross.rounding)
  if (bandWon === undefined) return { refused: 'band' }
  const fromHq = grossFor(gross, asked, bandWon)
  if (!fromHq) return { refused: 'cell', bandWon }
  const toShop = shareFor(shares, asked, bandWon) ?? {
    amountWon: fromHq.amountWon,
    why: { from: 'passed_on' as const, months },
  }
  if (toShop.amountWon > fromHq.amountWon) return { refused: 'shop_above_gross', bandWon }
  return {
    grossWon: fromHq.amountWon,
    shopWon: toShop.amountWon,
    simWon: simLine(asked.simType, gross.simAdjustmentWon),
    trace: { bandWon, gross: fromHq.why, shop: toShop.why },
  }
}

/**
 * The plan's band. `up`: the smallest band that is not below the fee, the top band above it.
 * `down`: the largest band that is not above the fee, none below the lowest (C.9-7).
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

/** Shops that paid for the SIM get it back; a SIM billed later is taken off; eSIM and reuse cost nobody. */
export const simLine = (simType: SimType, adjustmentWon: number): number =>
  simType === 'prepaid' ? adjustmentWon : simType === 'postpaid' ? -adjustmentWon : 0

function grossFor(gross: Gross, asked: Combination, bandWon: number) {
  const { months } = asked
  const override = gross.agencyOverrides.find(({ agencyId }) => agencyId === asked.agencyId)
  if (override) return { amountWon: override.amountWon, why: { from: 'override' as const, months } }
  const cell = cellFor(gross.cells, asked.carrier, bandWon, months)
  if (cell)
    return {
      amountWon: cell.amountWon,
      why: { from: 'cell' as const, carrier: cell.carrier, months },
    }
  if (gross.flatWon === null) return undefined
  return { amountWon: gross.flatWon, why: { from: 'flat' as const, months } }
}

function shareFor(shares: Shares | null, asked: Combination, bandWon: number) {
  if (!shares) return undefined
  const { months } = asked
  const override = shares.overrides.find(({ retailId }) => retailId === asked.retailId)
  if (override) return { amountWon: override.amountWon, why: { from: 'override' as const, months } }
  const cell = cellFor(shares.cells, asked.carrier, bandWon, months)
  if (cell)
    return {
      amountWon: cell.amountWon,
      why: { from: 'cell' as const, carrier: cell.carrier, months },
    }
  if (shares.defaultWon === null) return undefined
  return { amountWon: shares.defaultWon, why: { from: 'default' as const, months } }
}

const cellFor = (cells: readonly Cell[], carrier: Carrier, bandWon: number, months: number) => {
  const at = (wanted: CellCarrier) =>
    cells.find(
      (cell) => cell.carrier === wanted && cell.bandWon === bandWon && cell.months === months,
    )
  return at(carrier) ?? at('all')
}

import { type Axes, bitsOf, contains, nameOf } from '#api/policies/axes.ts'
import { type Cells, findCell } from '#api/policies/cells.ts'
import { addPaid, type PaidAmounts, type Span, spanOf } from '#api/policies/paid-amounts.ts'
import { spotsOf } from '#api/policies/price-table.ts'
import { grossAt, priceAt } from '#api/policies/rebate.ts'
import { toldFor } from '#api/policies/shop-cells.ts'
import type { Sides } from './desk.ts'

/** Spans of one set of prices: a list of problems asks for the same one at every draw. */
const known = new WeakMap<Sides['shares'], Map<string, Span | undefined>>()

function once(shares: Sides['shares'], key: string, find: () => Span | undefined) {
  const spans = known.get(shares) ?? new Map<string, Span | undefined>()
  known.set(shares, spans)
  if (!spans.has(key)) spans.set(key, find())
  return spans.get(key)
}

/** What HQ pays where a cell with these axes counts, or would: of one shop, or of every shop. */
export const spanOfCell = ({ gross, shares }: Sides, axes: Axes, retailId: string | null) =>
  once(shares, `${retailId} ${nameOf(axes)}`, () => {
    const cells = retailId === null ? shares.amounts : shares.shops.of(retailId)?.amounts
    const paid: PaidAmounts = new Map()
    for (const place of spotsOf(gross, { told: toldFor(shares, retailId) }, gross.sold, axes)) {
      const fromHq = grossAt(gross, { ...place, agencyId: null })
      if ('grossWon' in fromHq && isBest(cells ?? [], axes, place))
        addPaid(paid, place, fromHq.grossWon)
    }
    return spanOf(paid)
  })

/** Whether no cell that fits here fixes an axis that these leave open. */
function isBest(
  cells: Cells<{ axes: Axes }>,
  axes: Axes,
  place: Parameters<typeof findCell>[1],
): boolean {
  const found = findCell(cells, place)
  if (!found) return true
  const rivals = 'tie' in found ? found.tie : [found]
  return rivals.every((one) => contains(bitsOf(axes), bitsOf(one.axes)))
}

/** What HQ pays where the default counts. */
export const spanOfDefault = ({ gross, shares }: Sides) =>
  once(shares, 'default', () => {
    const paid: PaidAmounts = new Map()
    for (const place of spotsOf(gross, shares, gross.sold)) {
      const price = priceAt(gross, shares, { ...place, agencyId: null, retailId: null })
      if ('shop' in price && price.shop.from === 'default') addPaid(paid, place, price.grossWon)
    }
    return spanOf(paid)
  })

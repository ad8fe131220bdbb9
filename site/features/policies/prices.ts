import { axesAt, type PlainAxes, placeName } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { plainSpotsOf } from '#api/policies/price-table.ts'
import { type GrossIndex, grossAt, indexShares, priceAt } from '#api/policies/rebate.ts'
import type { Carrier, CellCarrier } from '#db/words.ts'
import { type Face, OPEN_FACE } from './faces.ts'
import { grossSeen } from './gross-seen.ts'

/**
 * One amount on screen; for an agency also what headquarters pays it for the same combination. Undefined
 * while the agency has not decided, so that its shops have no price.
 */
export type Shown = { amountWon: number | undefined; grossWon?: number; conflict?: boolean }
type At<C extends CellCarrier> = PlainAxes & { carrier: C }

/** The prices of one face of a policy that the viewer may see: the amount of each possible combination. */
export function pricesOf(
  policy: PolicyDetail,
  face: Face = OPEN_FACE,
): {
  /** One tab each; only `all` where every carrier has the same prices. */
  carriers: readonly CellCarrier[]
  at: (at: At<CellCarrier>) => Shown | undefined
  /** The number of places whose agency amount is above headquarters'. */
  conflicts: number
} {
  const gross = grossSeen(policy)
  const shownAt = shownTo(policy, gross, face)
  const tables = gross.sold.map((carrier) => ({
    carrier,
    shown: new Map(plainSpotsOf(policy, [carrier]).map((at) => [keyOf(at), shownAt(at)])),
  }))
  const isAlike = new Set(tables.map(({ shown }) => JSON.stringify([...shown]))).size === 1
  const tabs = tables
    .filter(({ shown }) => [...shown.values()].some(Boolean))
    .map(({ carrier, shown }) => ({
      carrier: isAlike && tables.length > 1 ? ('all' as const) : carrier,
      shown,
    }))
  const byCarrier = new Map<CellCarrier, (typeof tabs)[number]['shown']>(
    tabs.map(({ carrier, shown }) => [carrier, shown]),
  )
  return {
    carriers: [...byCarrier.keys()],
    at: (at) => byCarrier.get(at.carrier)?.get(keyOf(at)),
    conflicts: [...byCarrier.values()]
      .flatMap((shown) => [...shown.values()])
      .filter((shown) => shown?.conflict).length,
  }
}

const keyOf = ({ bandWon, months }: Omit<At<CellCarrier>, 'carrier'>) => `${bandWon}|${months}`

function shownTo(
  { agency, shop }: PolicyDetail,
  gross: GrossIndex,
  face: Face,
): (at: At<Carrier>) => Shown | undefined {
  if (shop) {
    const cells = new Map(shop.cells.map((cell) => [placeName(cell), cell]))
    return (at) => {
      const cell = cells.get(placeName(axesAt({ ...at, ...face })))
      return cell && { amountWon: cell.amountWon }
    }
  }
  const shares = agency?.rates ? indexShares(agency.rates) : null
  return (at) => {
    const spot = { ...at, ...face, agencyId: null, retailId: null }
    const fromHq = grossAt(gross, spot)
    if ('refused' in fromHq) return undefined
    const { grossWon } = fromHq
    if (!agency) return { amountWon: grossWon }
    const price = priceAt(gross, shares, spot)
    if (!('shopWon' in price)) return { amountWon: undefined, grossWon }
    return { amountWon: price.shopWon, grossWon, conflict: 'refused' in price }
  }
}

import type { PolicyDetail } from '#api/policies/contract.ts'
import { CELL_CARRIERS, type CellCarrier } from '#db/words.ts'

export type PriceCell = {
  carrier: CellCarrier
  bandWon: number
  months: number
  amountWon: number
}
/** One shown amount; for an agency also what headquarters pays it for the same combination. */
export type Shown = { amountWon: number; grossWon?: number; conflict?: boolean }
type At = Pick<PriceCell, 'carrier' | 'bandWon' | 'months'>

const keyOf = ({ carrier, bandWon, months }: At) => `${carrier}|${bandWon}|${months}`
const indexed = (cells: readonly PriceCell[]) => new Map(cells.map((cell) => [keyOf(cell), cell]))

/** What the viewer of a policy may see of its prices, by combination. */
export function pricesOf(policy: PolicyDetail): {
  carriers: readonly CellCarrier[]
  at: (at: At) => Shown | undefined
} {
  if (policy.agency) return agencyPrices(policy.agency)
  const cells = indexed(policy.hq?.cells ?? policy.shop?.cells ?? [])
  return { carriers: carriersOf([...cells.values()]), at: (at) => cells.get(keyOf(at)) }
}

/** The agency's own amount: its cell, the one for all carriers, its default, or headquarters' whole. */
function agencyPrices({ gross, rates }: NonNullable<PolicyDetail['agency']>) {
  const fromHq = indexed(gross)
  const own = indexed(rates?.cells ?? [])
  return {
    carriers: carriersOf(gross),
    at: (at: At): Shown | undefined => {
      const grossWon = fromHq.get(keyOf(at))?.amountWon
      if (grossWon === undefined) return undefined
      const cell = own.get(keyOf(at)) ?? own.get(keyOf({ ...at, carrier: 'all' }))
      const amountWon = cell?.amountWon ?? rates?.defaultWon ?? grossWon
      return { amountWon, grossWon, conflict: amountWon > grossWon }
    },
  }
}

const carriersOf = (cells: readonly PriceCell[]) =>
  CELL_CARRIERS.filter((carrier) => cells.some((cell) => cell.carrier === carrier))

import type { Ctx, Once } from '../context.ts'
import type { Priced } from '../policies/price-wishes.ts'
import type { PlacedOrder, PlaceOrder } from './contract.ts'
import type { OrderRow } from './order-row.ts'

/** An order as a shop sends it. Each stage extends the type of the stage before. */
export type Wanted = { ctx: Ctx; input: PlaceOrder; once: Once }
export type PricedOrder = Wanted & { id: string; priced: Priced }
/** Its budget is held; `availableWon` is the balance that the shop has left. */
export type HeldOrder = PricedOrder & { availableWon: number }
export type WrittenOrder = HeldOrder & { row: OrderRow; answer: PlacedOrder }

/** Another command has locked the shop's budget; the order waits where it delays no other shop. */
export const CONTENDED = Symbol('contended')
export type Placed = PlacedOrder | typeof CONTENDED
export type Outcome = PromiseSettledResult<Placed>

/** The outcomes of one batch: exactly one for each order. */
export class Outcomes {
  // An order keeps its command's key from the first stage to the last.
  readonly #known = new Map<Once, Outcome>()

  #settle({ once }: { once: Once }, outcome: Outcome): void {
    if (this.#known.has(once)) throw new Error('an order was answered twice')
    this.#known.set(once, outcome)
  }

  answer(order: { once: Once }, value: Placed): void {
    this.#settle(order, { status: 'fulfilled', value })
  }

  refuse(order: { once: Once }, reason: unknown): void {
    this.#settle(order, { status: 'rejected', reason })
  }

  /** In the order in which they were asked for. */
  of(orders: { once: Once }[]): Outcome[] {
    return orders.map(({ once }) => {
      const outcome = this.#known.get(once)
      if (!outcome) throw new Error('an order got no answer')
      return outcome
    })
  }
}

import { AppError } from '../errors.ts'
import type { Asked, Book } from './book.ts'
import { SHEET_NAME } from './captions.ts'
import { countSettledOrders, settledOrders } from './settled-orders.ts'
import { settlementSheet, splitOf, UNBALANCED } from './settlement-sheet.ts'

/** Settled orders of the actor's line with their amounts, an order a row. */
export const settlementBook: Book = {
  permission: 'export.settlements',
  name: SHEET_NAME,
  spec: (actor) => settlementSheet(actor).spec,
  count: (ctx, asked) => countSettledOrders(ctx, settled(asked)),
  async *batches(ctx, asked) {
    const sheet = settlementSheet(ctx.actor)
    for await (const orders of settledOrders(ctx, settled(asked)))
      yield orders.map((order) => {
        const split = splitOf(order)
        if (!split) throw unbalanced(order.id)
        return sheet.row(order, split)
      })
  },
}

/** Every request of this type was kept with its date column. */
function settled({ filters, asOf }: Asked) {
  const { from, to, companyId, dateColumn = 'eligible' } = filters
  return { filters: { from, to, companyId, dateColumn }, asOf }
}

const unbalanced = (orderId: string) =>
  new AppError('conflict', 'The amounts of an order do not add up. Its lines need a look.', {
    facts: { reason: UNBALANCED, orderId },
  })

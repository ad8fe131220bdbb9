import type { Period } from '../calendar.ts'
import { AppError } from '../errors.ts'
import type { Asked, Workbook } from '../xlsx/workbook.ts'
import type { DateColumn } from './contract.ts'
import { countSettledOrders, settledOrders } from './settled-orders.ts'
import { SHEET_NAME, settlementSheet, splitOf, UNBALANCED } from './sheet.ts'

type Filters = Period & { dateColumn?: DateColumn | undefined; companyId?: string | undefined }

/** Settled orders of the actor's scope with their amounts, one row per order. */
export const settlementWorkbook: Workbook<Filters> = {
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

/** The default only satisfies the type: every stored request of this type has its date column. */
function settled({ filters, asOf }: Asked<Filters>) {
  const { from, to, companyId, dateColumn = 'eligible' } = filters
  return { filters: { from, to, companyId, dateColumn }, asOf }
}

const unbalanced = (orderId: string) =>
  new AppError('conflict', 'The amounts of an order do not add up. Its lines need a look.', {
    facts: { reason: UNBALANCED, orderId },
  })

import type { SettlementLine } from '#api/settlements/contract.ts'

/** One line for all lines of an order in one state; `parts` are the single ones. */
export type OrderLine = SettlementLine & { parts?: readonly SettlementLine[] }

/** A shop is paid by the order, so its lines of one state and day become one row with their sum. */
export function ofOrders(lines: readonly SettlementLine[]): OrderLine[] {
  const keyOf = ({ id, orderId, status, overdue, dueOn }: SettlementLine) =>
    orderId ? `${orderId} ${status} ${overdue} ${dueOn}` : id
  return [...Map.groupBy(lines, keyOf).values()].flatMap((parts) => {
    parts.sort((a, b) => Number(b.source === 'order') - Number(a.source === 'order'))
    const [first] = parts
    if (!first || parts.length === 1) return parts
    return {
      ...first,
      amountWon: parts.reduce((sum, { amountWon }) => sum + amountWon, 0),
      parts,
    }
  })
}

import type { LineSource } from '#db/words.ts'

export type OrderMoney = {
  hqId: string
  agencyId: string
  retailId: string
  grossWon: number
  shopWon: number
  simWon: number
}
export type Leg = { payerId: string; payeeId: string; source: LineSource; amountWon: number }

/**
 * Who owes whom for one order (`domain.md` C.2): HQ owes the agency G, the agency owes the shop S, and the
 * SIM line passes through both. Amounts of 0 make no line. The agency keeps the difference.
 */
export function linesOf(order: OrderMoney): Leg[] {
  const { hqId, agencyId, retailId, grossWon, shopWon, simWon } = order
  const down = { payerId: hqId, payeeId: agencyId }
  const on = { payerId: agencyId, payeeId: retailId }
  return [
    { ...down, source: 'order' as const, amountWon: grossWon },
    { ...on, source: 'order' as const, amountWon: shopWon },
    { ...down, source: 'sim' as const, amountWon: simWon },
    { ...on, source: 'sim' as const, amountWon: simWon },
  ].filter(({ amountWon }) => amountWon !== 0)
}

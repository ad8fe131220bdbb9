import type { LinePage, SettlementLine, Which } from '#api/settlements/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import type { Direction } from './summary.ts'

/** The most named lines that one run takes; the API's `LINES_MAX`. */
export const LINES_AT_ONCE = 5_000
const PAGE = 100

export type Kind = 'approve' | 'pay'
/** The state that lines must have for a run. */
export const NEEDS = { approve: 'eligible', pay: 'approved' } as const

export type Wanted = { month: string; direction: Direction; payeeIds: readonly string[] }
export type Part = { id: string; name: string; orders: number; lines: number; won: number }
/** Exactly what a run will cover, as the server has it at this moment. */
export type Batch = {
  parts: readonly Part[]
  orders: number
  lines: number
  won: number
  which: Which | undefined
}

/** The lines of the chosen companies that can be run now, so that the run does exactly what was shown. */
export async function collect(
  kind: Kind,
  { month, direction, payeeIds }: Wanted,
  signal: AbortSignal,
  onCount: (lines: number) => void,
): Promise<Batch> {
  let seen = 0
  const found = await Promise.all(
    payeeIds.map(async (payeeId) => {
      const lines: SettlementLine[] = []
      let after: string | undefined
      do {
        const page: LinePage = await api.get(
          addressOf('/settlements/lines', {
            query: { month, direction, payeeId, status: NEEDS[kind], limit: PAGE, after },
          }),
          { signal },
        )
        lines.push(...page.items)
        seen += page.items.length
        onCount(seen)
        after = page.nextCursor ?? undefined
      } while (after && seen <= LINES_AT_ONCE)
      return lines
    }),
  )
  return batchOf(found.flat())
}

/** A run over these lines; without `which` there are too many of them, or none. */
export function batchOf(lines: readonly SettlementLine[]): Batch {
  const parts = [...Map.groupBy(lines, ({ payee }) => payee.id).values()].map((own) => ({
    id: own[0]?.payee.id ?? '',
    name: own[0]?.payee.name ?? '',
    orders: ordersIn(own),
    lines: own.length,
    won: own.reduce((total, { amountWon }) => total + amountWon, 0),
  }))
  const fits = lines.length > 0 && lines.length <= LINES_AT_ONCE
  return {
    parts: parts.toSorted((a, b) => b.won - a.won),
    orders: ordersIn(lines),
    lines: lines.length,
    won: parts.reduce((total, { won }) => total + won, 0),
    which: fits ? { lineIds: lines.map(({ id }) => id) } : undefined,
  }
}

/** An order has several lines but counts once. */
export const ordersIn = (lines: readonly SettlementLine[]) =>
  new Set(lines.flatMap(({ orderId }) => orderId ?? [])).size

import type { Summary, SummaryRow } from '#api/settlements/contract.ts'
import type { LineStatus } from '#db/words.ts'

export type Direction = 'hq_agency' | 'agency_retail'
export type Sums = Pick<SummaryRow, 'orders' | 'orderWon' | 'simWon' | 'otherWon' | 'totalWon'>
export type Branch = {
  row: SummaryRow
  /** What the payee passes on to its shops. */
  shops: readonly SummaryRow[]
  /** The payee's amount less its shops'; it makes the rows below add up to the row above. */
  margin: Sums | undefined
}

/** The rows of one direction: what HQ pays, or what an agency pays its shops. A shop has one direction. */
export function rowsOf(
  { rows }: Pick<Summary, 'rows'>,
  direction: Direction,
  own: { id: string; tier: 'hq' | 'agency' | 'retail' },
): SummaryRow[] {
  if (own.tier === 'retail') return [...rows]
  const isFromHq = ({ payer, payee }: SummaryRow) =>
    (own.tier === 'hq' ? payer.id : payee.id) === own.id
  return rows.filter((row) => isFromHq(row) === (direction === 'hq_agency'))
}

/** Companies by amount, largest first; below each its shops and its margin. */
export function branches(rows: readonly SummaryRow[], all: readonly SummaryRow[]): Branch[] {
  return bySize(rows).map((row) => {
    const shops = bySize(all.filter((one) => one.payer.id === row.payee.id))
    return { row, shops, margin: shops.length > 0 ? minus(row, sumOf(shops)) : undefined }
  })
}

const bySize = (rows: readonly SummaryRow[]) =>
  rows.toSorted((a, b) => b.totalWon - a.totalWon || a.payee.name.localeCompare(b.payee.name, 'ko'))

export function sumOf(rows: readonly Sums[]): Sums {
  const sum = (of: (row: Sums) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    orders: sum(({ orders }) => orders),
    orderWon: sum(({ orderWon }) => orderWon),
    simWon: sum(({ simWon }) => simWon),
    otherWon: sum(({ otherWon }) => otherWon),
    totalWon: sum(({ totalWon }) => totalWon),
  }
}

const minus = (a: Sums, b: Sums): Sums => ({
  orders: a.orders,
  orderWon: a.orderWon - b.orderWon,
  simWon: a.simWon - b.simWon,
  otherWon: a.otherWon - b.otherWon,
  totalWon: a.totalWon - b.totalWon,
})

export const SHOWN = ['eligible', 'held', 'approved', 'paid', 'overdue'] as const
export type Shown = (typeof SHOWN)[number]
export type StateSum = { orders: number; lines: number; won: number; companies: number }

/** Approved and past its day is overdue; the summary knows the day of the whole row. */
export const isLate = (row: SummaryRow, today: string) => row.dueOn !== null && row.dueOn < today

export const linesIn = (row: SummaryRow, status: LineStatus) =>
  row.byStatus[status] ?? { orders: 0, lines: 0, won: 0 }

/** Orders and lines of all states together. */
export const sizeOf = (rows: readonly SummaryRow[]) => ({
  orders: rows.reduce((total, row) => total + row.orders, 0),
  lines: rows
    .flatMap((row) => Object.values(row.byStatus))
    .reduce((total, part) => total + (part?.lines ?? 0), 0),
})

/** The sums of the strip: every line is in exactly one of them. */
export function stateSums(rows: readonly SummaryRow[], today: string): Record<Shown, StateSum> {
  const sums = {
    eligible: none(),
    held: none(),
    approved: none(),
    paid: none(),
    overdue: none(),
  }
  for (const row of rows) {
    const late = isLate(row, today)
    count(sums.eligible, linesIn(row, 'eligible'))
    count(sums.held, linesIn(row, 'held'))
    count(late ? sums.overdue : sums.approved, linesIn(row, 'approved'))
    count(sums.paid, linesIn(row, 'paid'))
  }
  return sums
}

const none = (): StateSum => ({ orders: 0, lines: 0, won: 0, companies: 0 })

function count(sum: StateSum, { orders, lines, won }: Omit<StateSum, 'companies'>) {
  if (lines === 0) return
  sum.orders += orders
  sum.lines += lines
  sum.won += won
  sum.companies += 1
}

/** The state that needs action first, and how many lines are in other states. */
export function stateOf(
  row: SummaryRow,
  today: string,
): { is: LineStatus | 'overdue'; others: number } {
  const all = Object.values(row.byStatus).reduce((total, part) => total + (part?.lines ?? 0), 0)
  const late = isLate(row, today) && linesIn(row, 'approved').lines > 0
  const order: readonly LineStatus[] = [
    'eligible',
    'held',
    'approved',
    'paid',
    'pending',
    'cancelled',
  ]
  const status = late ? 'approved' : (order.find((one) => linesIn(row, one).lines > 0) ?? 'pending')
  return { is: late ? 'overdue' : status, others: all - linesIn(row, status).lines }
}

export type DueDay = { dueOn: string | null; companies: number; sums: Record<Shown, StateSum> }

/** Payments by day, soonest first; those without a day last. */
export function byDueDay(rows: readonly SummaryRow[], today: string): DueDay[] {
  const days = Map.groupBy(rows, ({ dueOn }) => dueOn)
  return [...days]
    .map(([dueOn, own]) => ({ dueOn, companies: own.length, sums: stateSums(own, today) }))
    .toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
}

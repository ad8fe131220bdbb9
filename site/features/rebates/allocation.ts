import type { MoveBudget } from '#api/rebates/contract.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { addDays } from '../../lib/when.ts'

/** The amount of a company by its id; undefined or 0 sends nothing. */
export type Amounts = Readonly<Record<string, number | undefined>>
export type Period = MoveBudget['period']

export const itemsOf = (amounts: Amounts): MoveBudget['items'] =>
  Object.entries(amounts).flatMap(([companyId, amountWon]) =>
    amountWon ? [{ companyId, amountWon }] : [],
  )

export const totalOf = (amounts: Amounts): number =>
  itemsOf(amounts).reduce((sum, { amountWon }) => sum + amountWon, 0)

/** The rest of this month, or the whole of the next. */
export function monthPeriod(today: string, which: 'this' | 'next'): Period {
  const first = `${today.slice(0, 7)}-01`
  const nextFirst = `${addDays(first, 31).slice(0, 7)}-01`
  const afterFirst = `${addDays(nextFirst, 31).slice(0, 7)}-01`
  return which === 'this'
    ? { start: today, end: addDays(nextFirst, -1) }
    : { start: nextFirst, end: addDays(afterFirst, -1) }
}

export function periodProblem({ start, end }: Period, today: string): Key | undefined {
  if (!start || !end) return 'rebates.period_bad'
  if (end < start) return 'rebates.period_order'
  return end < today ? 'rebates.period_past' : undefined
}

/** Whether the period includes today, so that the amount counts as usable at once. */
export const isUsable = ({ start, end }: Period, today: string) => start <= today && end >= today

/** The server's errors about single companies, by company id; the answer gives positions in the list. */
export function problemsBy(
  failure: unknown,
  sent: MoveBudget['items'],
): Record<string, 'row_inactive' | 'row_gone'> {
  if (!(failure instanceof ApiProblem)) return {}
  return Object.fromEntries(
    failure.fields.flatMap(({ path, code }) => {
      const id = sent[Number(/^items\.(\d+)\./.exec(path)?.[1])]?.companyId
      const says = code === 'inactive' ? ('row_inactive' as const) : ('row_gone' as const)
      return id ? [[id, says]] : []
    }),
  )
}

import { amountIn, daysIn, keptDays } from './import-cells.ts'
import {
  type Cells,
  type Judged,
  judged,
  type Known,
  type PlanValues,
  type RowFault,
  refused,
} from './import-row.ts'
import { carrierIn, FEE_MAX_WON, FEE_MIN_SURE_WON, nameKey, otherCarrierIn } from './rules.ts'

/** One row is one plan, known by its carrier and name. */
export function judgePlan(cells: Cells, known: Known): Judged {
  const values = planIn(cells)
  if ('code' in values) return refused(cells, values)
  const before = known.plans.find(
    (plan) => plan.carrier === values.carrier && nameKey(plan.name) === nameKey(values.name),
  )
  // An absent column says nothing about the value; the name stays as it is written in the catalogue.
  const kept = before && {
    name: before.name,
    ...(cells.category === undefined && { category: before.category }),
    ...(cells.description === undefined && { description: before.description }),
    ...keptDays(cells, before),
  }
  const work = { kind: 'plan', values: { ...values, ...kept }, known: before } as const
  return judged(cells, work, before, before && before.name !== values.name ? before.name : null)
}

function planIn(cells: Cells): PlanValues | RowFault {
  const name = cells.name?.trim() ?? ''
  const carrier = carrierIn(cells.carrier ?? '')
  if (!cells.carrier?.trim()) return { field: 'carrier', code: 'required' }
  if (!carrier) return { field: 'carrier', code: 'unknown_carrier' }
  if (!name) return { field: 'name', code: 'required' }
  if (otherCarrierIn(name, carrier)) return { field: 'name', code: 'other_carrier' }
  const monthlyFeeWon = amountIn(cells.fee, 'fee', FEE_MAX_WON, FEE_MIN_SURE_WON)
  if (typeof monthlyFeeWon !== 'number') return monthlyFeeWon
  const days = daysIn(cells)
  if ('code' in days) return days
  const category = cells.category?.trim() || null
  return { carrier, name, category, description: cells.description ?? '', monthlyFeeWon, ...days }
}

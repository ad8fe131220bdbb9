import * as z from 'zod'
import { Day, Id, inOrder, listOf, Memo, PositiveWon, pageOf } from '../shapes.ts'
import { BudgetEntry } from './list.ts'

export { BudgetEntry, EntryFilter } from './list.ts'

export const ITEMS_MAX = 200

const Period = z.strictObject({ start: Day, end: Day }).superRefine(inOrder('start', 'end'))

/** All or nothing; each company at most once (C.3). */
export type MoveBudget = z.infer<typeof MoveBudget>
export const MoveBudget = z.strictObject({
  period: Period,
  items: listOf(
    z.strictObject({ companyId: Id, amountWon: PositiveWon }),
    { min: 1, max: ITEMS_MAX },
    ({ companyId }) => companyId,
    'companyId',
  ),
  note: Memo(200, 0).default(''),
})

export type MovedBudget = z.infer<typeof MovedBudget>
export const MovedBudget = z.object({
  totalWon: z.int(),
  grants: z.array(z.object({ id: Id, companyId: Id, amountWon: z.int(), availableWon: z.int() })),
})

export type Balance = z.infer<typeof Balance>
export const Balance = z.object({
  companyId: Id,
  name: z.string(),
  /** Usable today. */
  availableWon: z.int(),
  heldWon: z.int(),
  usedWon: z.int(),
  /** Granted for future days: not usable yet. */
  laterWon: z.int(),
  /** Granted for past days: no longer usable. */
  overWon: z.int(),
  periods: z.array(z.object({ start: z.string(), end: z.string(), availableWon: z.int() })),
})
export const BalanceQuery = z.strictObject({ companyId: Id.optional() })
export const BalanceList = z.object({ items: z.array(Balance) })

export const EntryPage = pageOf(BudgetEntry)
export type EntryPage = z.infer<typeof EntryPage>

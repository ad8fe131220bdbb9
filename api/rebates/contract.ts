import * as z from 'zod'
import { TRANSFER_KINDS } from '#db/words.ts'
import { Day, Id, Instant, PositiveWon, pageOf, pageQuery, Text } from '../shapes.ts'

export const ITEMS_MAX = 200

const Period = z
  .strictObject({ start: Day, end: Day })
  .refine(({ start, end }) => end >= start, { path: ['end'], message: 'must not be before start' })

/** All or nothing; a company may stand in it once (C.3). */
export type MoveBudget = z.infer<typeof MoveBudget>
export const MoveBudget = z.strictObject({
  period: Period,
  items: z
    .array(z.strictObject({ companyId: Id, amountWon: PositiveWon }))
    .min(1)
    .max(ITEMS_MAX)
    .refine((items) => new Set(items.map(({ companyId }) => companyId)).size === items.length, {
      message: 'names a company twice',
    }),
  note: Text(200, 0).default(''),
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
  /** Granted for days to come or past; not usable today. */
  otherWon: z.int(),
  periods: z.array(z.object({ start: z.string(), end: z.string(), availableWon: z.int() })),
})
export const BalanceQuery = z.strictObject({ companyId: Id.optional() })
export const BalanceList = z.object({ items: z.array(Balance) })

export type EntryFilter = z.infer<typeof EntryFilter>
export const EntryFilter = z.strictObject({ ...pageQuery, companyId: Id.optional() })

/** One transfer as one company's budget saw it. Deltas are signed won. */
export type BudgetEntry = z.infer<typeof BudgetEntry>
export const BudgetEntry = z.object({
  id: Id,
  kind: z.enum(TRANSFER_KINDS),
  at: Instant,
  availableWon: z.int(),
  heldWon: z.int(),
  usedWon: z.int(),
  /** Usable budget of the touched period after this transfer. */
  balanceAfterWon: z.int().nullable(),
  orderId: Id.nullable(),
  orderNumber: z.string().nullable(),
  counterparty: z.string().nullable(),
})
export const EntryPage = pageOf(BudgetEntry)
export type EntryPage = z.infer<typeof EntryPage>

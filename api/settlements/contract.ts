import * as z from 'zod'
import { LINE_STATUSES } from '#db/words.ts'
import { Day, Id, Month, pageOf, setOf, Text } from '../shapes.ts'
import { SettlementLine } from './list.ts'

export { LineFilter, SettlementLine } from './list.ts'

export const LINES_MAX = 5000

const Company = z.object({ id: Id, name: z.string() })
export const LinePage = pageOf(SettlementLine)
export type LinePage = z.infer<typeof LinePage>

export const SummaryQuery = z.strictObject({ month: Month.optional() })
export type SummaryRow = z.infer<typeof SummaryRow>
/** One payer and payee in a month: the number of orders, and won by source and by state. */
export const SummaryRow = z.object({
  payer: Company,
  payee: Company,
  orders: z.int(),
  orderWon: z.int(),
  simWon: z.int(),
  otherWon: z.int(),
  totalWon: z.int(),
  dueOn: z.string().nullable(),
  byStatus: z.partialRecord(
    z.enum(LINE_STATUSES),
    z.object({ orders: z.int(), lines: z.int(), won: z.int() }),
  ),
})
export const Summary = z.object({
  month: z.string(),
  rows: z.array(SummaryRow),
})
export type Summary = z.infer<typeof Summary>

/** Lines by id, or every matching line of a month (and payee) at the time of the command. */
const Which = z.union([
  z.strictObject({ lineIds: setOf(Id, { min: 1, max: LINES_MAX }) }),
  z.strictObject({ month: Month, payeeId: Id.optional() }),
])
export type Which = z.infer<typeof Which>

export type ApproveLines = z.infer<typeof ApproveLines>
export const ApproveLines = z.strictObject({ lines: Which })
export type PayLines = z.infer<typeof PayLines>
export const PayLines = z.strictObject({
  lines: Which,
  paidOn: Day,
  method: z.enum(['transfer', 'offset', 'cash']),
  /** The bank's transfer number, for finding the payment again. */
  reference: Text(100),
})
export type Run = z.infer<typeof Run>
export const Run = z.object({
  id: Id,
  lineCount: z.int(),
  totalWon: z.int(),
  byPayee: z.array(z.object({ payee: Company, lineCount: z.int(), totalWon: z.int() })),
})

/**
 * The date of an order that the period applies to: became payable, received, activated, or paid by its payer.
 */
export const DATE_COLUMNS = ['eligible', 'placed', 'activated', 'paid'] as const
export type DateColumn = (typeof DATE_COLUMNS)[number]

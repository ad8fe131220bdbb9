import * as z from 'zod'
import { LINE_SOURCES, LINE_STATUSES } from '#db/words.ts'
import { Day, Id, Instant, Month, pageOf, pageQuery, Text } from '../shapes.ts'

export const LINES_MAX = 5000

export type LineFilter = z.infer<typeof LineFilter>
export const LineFilter = z
  .strictObject({
    ...pageQuery,
    /** The Seoul month in which lines became payable; this month when left out. Forecasts have none. */
    month: Month.optional(),
    status: z.enum(LINE_STATUSES).optional(),
    direction: z.enum(['hq_agency', 'agency_retail']).optional(),
    payeeId: Id.optional(),
    orderId: Id.optional(),
  })
  .refine(({ status, orderId }) => status !== 'cancelled' || orderId, {
    path: ['orderId'],
    message: 'cancelled lines are shown with their order: name it',
  })

const Company = z.object({ id: Id, name: z.string() })
export type SettlementLine = z.infer<typeof SettlementLine>
export const SettlementLine = z.object({
  id: Id,
  orderId: Id.nullable(),
  orderNumber: z.string().nullable(),
  payer: Company,
  payee: Company,
  source: z.enum(LINE_SOURCES),
  amountWon: z.int(),
  status: z.enum(LINE_STATUSES),
  /** Derived: approved, and its due day is past. */
  overdue: z.boolean(),
  month: z.string().nullable(),
  eligibleAt: Instant.nullable(),
  dueOn: z.string().nullable(),
  version: z.int(),
})
export const LinePage = pageOf(SettlementLine)
export type LinePage = z.infer<typeof LinePage>

export const SummaryQuery = z.strictObject({ month: Month.optional() })
export type SummaryRow = z.infer<typeof SummaryRow>
/** One payer and payee in a month: counts of orders and won by source, and by state. */
export const SummaryRow = z.object({
  payer: Company,
  payee: Company,
  orders: z.int(),
  orderWon: z.int(),
  simWon: z.int(),
  otherWon: z.int(),
  totalWon: z.int(),
  dueOn: z.string().nullable(),
  byStatus: z.partialRecord(z.enum(LINE_STATUSES), z.object({ lines: z.int(), won: z.int() })),
})
export const Summary = z.object({
  month: z.string(),
  rows: z.array(SummaryRow),
})
export type Summary = z.infer<typeof Summary>

/** Lines by id, or every fitting line of a month (of one payee) at the moment of the command. */
const Which = z.union([
  z.strictObject({ lineIds: z.array(Id).min(1).max(LINES_MAX) }),
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
  /** The bank's transfer number, so that the payment can be found again. */
  reference: Text(100),
})
export type Run = z.infer<typeof Run>
export const Run = z.object({
  id: Id,
  lineCount: z.int(),
  totalWon: z.int(),
  byPayee: z.array(z.object({ payee: Company, lineCount: z.int(), totalWon: z.int() })),
})

import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { LINE_SOURCES, LINE_STATUSES } from '../words.ts'
import { at, id, won } from './columns.ts'

export const lineSource = pgEnum('line_source', LINE_SOURCES)
export const lineStatus = pgEnum('line_status', LINE_STATUSES)
export const runKind = pgEnum('run_kind', ['approval', 'payment'])

/** One approval or payment by a payer, covering many lines. Append-only. */
export const settlementRuns = pgTable(
  'settlement_runs',
  {
    id: id(),
    hqId: uuid().notNull(),
    payerId: uuid().notNull(),
    kind: runKind().notNull(),
    lineCount: integer().notNull(),
    totalWon: won().notNull(),
    method: text(),
    reference: text(),
    paidOn: date({ mode: 'string' }),
    byUser: uuid().notNull(),
    at: at().notNull(),
  },
  (t) => [index().on(t.hqId, t.id)],
)

/** The debt of one company to another for one order. Signed won: a clawback is a negative line. */
export const settlementLines = pgTable(
  'settlement_lines',
  {
    id: id(),
    hqId: uuid().notNull(),
    agencyId: uuid().notNull(),
    payerId: uuid().notNull(),
    payeeId: uuid().notNull(),
    // No foreign key: a line is written only in the transaction that writes its order, and checking four
    // keys again would cost each order as much as two more indexes.
    orderId: uuid(),
    source: lineSource().notNull(),
    amountWon: won().notNull(),
    status: lineStatus().notNull(),
    // The Seoul month (2026-11) in which the line became payable; null while it is a forecast.
    month: text(),
    eligibleAt: at(),
    dueOn: date({ mode: 'string' }),
    reason: text(),
    approvalRunId: uuid(),
    paymentRunId: uuid(),
    version: integer().notNull(),
  },
  (t) => [
    unique('settlement_lines_once').on(t.orderId, t.payerId, t.source),
    // Forecasts are found through their open orders; only payable lines are listed by company.
    index('settlement_lines_payee').on(t.payeeId, t.month, t.id).where(sql`${t.month} is not null`),
    index('settlement_lines_agency')
      .on(t.agencyId, t.month, t.id)
      .where(sql`${t.month} is not null`),
    index('settlement_lines_month').on(t.hqId, t.month, t.id).where(sql`${t.month} is not null`),
    check(
      'settlement_lines_payable_is_dated',
      sql`${t.status} in ('pending', 'cancelled') or ${t.month} is not null`,
    ),
  ],
)

/** Sums of payable lines by pair, month, source and state, updated in the transaction that moves the lines. */
export const settlementTotals = pgTable(
  'settlement_totals',
  {
    payerId: uuid().notNull(),
    payeeId: uuid().notNull(),
    month: text().notNull(),
    source: lineSource().notNull(),
    status: lineStatus().notNull(),
    hqId: uuid().notNull(),
    lines: integer().notNull(),
    won: won().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.payerId, t.payeeId, t.month, t.source, t.status] }),
    index().on(t.hqId, t.month),
    index().on(t.payeeId, t.month),
  ],
)

import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ACCOUNT_KINDS, BOOKS, TRANSFER_KINDS, UNITS } from '../words.ts'
import { at, id } from './columns.ts'

export const book = pgEnum('book', BOOKS)
export const unit = pgEnum('unit', UNITS)
export const accountKind = pgEnum('account_kind', ACCOUNT_KINDS)
export const transferKind = pgEnum('transfer_kind', TRANSFER_KINDS)

/** A balance that the entries prove. Its row is the lock; the database enforces `floor`. */
export const accounts = pgTable(
  'accounts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    hqId: uuid().notNull(),
    companyId: uuid().notNull(),
    // The other side of a debt; empty in the budget book.
    counterpartyId: uuid(),
    book: book().notNull(),
    kind: accountKind().notNull(),
    unit: unit().notNull(),
    // Budget is granted for a period of Seoul days, both included.
    periodStart: date({ mode: 'string' }),
    periodEnd: date({ mode: 'string' }),
    balance: bigint({ mode: 'number' }).notNull().default(0),
    version: integer().notNull().default(0),
    // The minimum of the balance; null without a limit (sources, debts).
    floor: bigint({ mode: 'number' }),
  },
  (t) => [
    unique('accounts_identity')
      .on(t.companyId, t.book, t.kind, t.unit, t.counterpartyId, t.periodStart, t.periodEnd)
      .nullsNotDistinct(),
    // The dashboard of a headquarters reads its own tree's budgets, with any number of other trees.
    index('accounts_budget')
      .on(t.hqId, t.periodEnd)
      .where(sql`${t.book} = 'budget' and ${t.kind} = 'available'`),
    check('accounts_not_below_floor', sql`${t.floor} is null or ${t.balance} >= ${t.floor}`),
  ],
)

/** One movement of value. Append-only; Σ of its entries is 0 per unit, checked by a trigger. */
export const transfers = pgTable(
  'transfers',
  {
    id: id(),
    hqId: uuid().notNull(),
    kind: transferKind().notNull(),
    // Its purpose: an order, a grant, a settlement run.
    subjectId: uuid(),
    // Set on the transfer that ends a hold; unique, so a hold ends once.
    endsHoldId: uuid(),
    actorId: uuid(),
    note: text(),
    at: at().notNull(),
  },
  (t) => [
    index().on(t.subjectId),
    uniqueIndex('transfers_hold_ends_once')
      .on(t.endsHoldId)
      .where(sql`${t.endsHoldId} is not null`),
  ],
)

/** One leg. The account's version numbers its entries without gaps. */
export const entries = pgTable(
  'entries',
  {
    accountId: bigint({ mode: 'number' })
      .notNull()
      .references(() => accounts.id),
    version: integer().notNull(),
    transferId: uuid()
      .notNull()
      .references(() => transfers.id),
    amount: bigint({ mode: 'number' }).notNull(),
    balanceAfter: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.version] }),
    index().on(t.transferId),
    check('entries_move_something', sql`${t.amount} <> 0`),
  ],
)

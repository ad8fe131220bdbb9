import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'

/** The masked state of a record: codes, amounts and names of states. */
type Facts = Record<string, string | number | null>

/** Who did what to which record, and from which address. Append-only; the writer masks before and after. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    hqId: uuid().notNull(),
    companyId: uuid().notNull(),
    userId: uuid().notNull(),
    action: text().notNull(),
    entityId: uuid(),
    facts: jsonb().$type<Facts>().notNull(),
    before: jsonb().$type<Facts>(),
    after: jsonb().$type<Facts>(),
    address: text(),
    traceId: text().notNull(),
    at: at().notNull(),
  },
  (t) => [
    index().on(t.hqId, t.id),
    index().on(t.userId, t.id),
    index().on(t.companyId, t.id),
    index().on(t.hqId, t.action, t.id),
    index().on(t.entityId),
  ],
)

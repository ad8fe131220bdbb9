import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'

/** What a record looked like, masked: codes, amounts and names of states. */
type Facts = Record<string, string | number | null>

/** Who did what to which record, from where. Append-only; before and after are masked by the writer. */
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

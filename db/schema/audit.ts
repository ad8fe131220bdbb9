import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'

/** Who did what to which record. Append-only; before and after are masked by the writer. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    hqId: uuid().notNull(),
    companyId: uuid().notNull(),
    userId: uuid().notNull(),
    action: text().notNull(),
    entityId: uuid(),
    facts: jsonb().$type<Record<string, string | number | null>>().notNull(),
    traceId: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index().on(t.hqId, t.id), index().on(t.entityId)],
)

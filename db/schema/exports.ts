import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { EXPORT_STATUSES, EXPORT_TYPES } from '../words.ts'
import { at, id } from './columns.ts'

export const exportType = pgEnum('export_type', EXPORT_TYPES)
export const exportStatus = pgEnum('export_status', EXPORT_STATUSES)

export const exports = pgTable(
  'exports',
  {
    id: id(),
    hqId: uuid().notNull(),
    companyId: uuid().notNull(),
    requestedBy: uuid().notNull(),
    type: exportType().notNull(),
    filters: jsonb().$type<Record<string, string>>().notNull(),
    status: exportStatus().notNull(),
    doneRows: integer().notNull().default(0),
    totalRows: integer(),
    cancelRequested: boolean().notNull().default(false),
    fileKey: text(),
    fileName: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }),
    error: text(),
    createdAt: at().notNull(),
    // Nothing later is in the file; a retry moves it.
    asOf: at().notNull(),
    finishedAt: at(),
    expiresAt: at(),
  },
  (t) => [index().on(t.companyId, t.id)],
)

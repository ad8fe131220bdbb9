import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ATTACHMENT_STATES, ATTACHMENT_TYPES } from '../words.ts'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'

export const attachmentState = pgEnum('attachment_state', ATTACHMENT_STATES)
export const attachmentType = pgEnum('attachment_type', ATTACHMENT_TYPES)

/**
 * Files of orders. The name that a file had on somebody's phone is not kept, because it often names the
 * customer. The row outlives the bytes: it says that there was a file, and when it was erased.
 */
export const attachments = pgTable(
  'attachments',
  {
    id: id(),
    hqId: uuid().notNull(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    uploadedBy: uuid().notNull(),
    state: attachmentState().notNull(),
    // What the uploader says, which decides nothing but the largest number of bytes taken.
    declaredType: attachmentType().notNull(),
    declaredBytes: integer().notNull(),
    // What the bytes are, once they have arrived.
    type: attachmentType(),
    sizeBytes: integer(),
    // Every try to upload has an object of its own, `attachments/<id>/<try>`, so that two tries never write
    // over each other and an erasure knows every object that may exist.
    tries: integer().notNull(),
    keptTry: integer(),
    // A deferred foreign key, in the migration: an order is written after its files are its own.
    orderId: uuid(),
    // The field of the form, and the file's number within the order.
    field: text(),
    place: integer(),
    createdAt: at().notNull(),
    // Until then bytes may arrive.
    uploadUntil: at().notNull(),
    // From then on the bytes are to be removed; null while an order needs them, and when they are gone.
    dueAt: at(),
    erasedAt: at(),
  },
  (t) => [
    index('attachments_due').on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index('attachments_company').on(t.companyId, t.id),
    uniqueIndex('attachments_place').on(t.orderId, t.place).where(sql`${t.orderId} is not null`),
    // One file has one order, and an order has only files whose bytes are there.
    check(
      'attachments_states',
      sql`case ${t.state}
        when 'waiting' then ${t.orderId} is null and ${t.type} is null
        when 'kept' then ${t.orderId} is null and ${t.type} is not null and ${t.keptTry} is not null
        when 'attached' then ${t.orderId} is not null and ${t.type} is not null and ${t.keptTry} is not null
        else ${t.erasedAt} is not null and ${t.dueAt} is null end`,
    ),
  ],
)

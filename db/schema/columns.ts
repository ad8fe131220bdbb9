import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A UUIDv7 from `newId`: sorts by time, so lists page by it alone. */
export const id = () => uuid().primaryKey()
/** Integer won. Safe integers only; the driver refuses larger ones. */
export const won = () => bigint({ mode: 'number' })
/** An instant; business days are in Asia/Seoul and computed in `api/calendar.ts`. */
export const at = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

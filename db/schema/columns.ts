import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A UUIDv7 made by `newId`: sortable by time, so lists page by it alone. */
export const id = () => uuid().primaryKey()
/** Integer won. Safe integers only; the driver refuses anything larger. */
export const won = () => bigint({ mode: 'number' })
/** An instant; business days are Asia/Seoul and computed in `api/calendar.ts`. */
export const at = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

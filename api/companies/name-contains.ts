import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** A LIKE pattern for "contains this", with wildcards escaped. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Whether a name contains the typed text, ignoring spaces and punctuation: `강릉 중앙` finds 강릉중앙점. */
export const nameContains = (key: AnyColumn, typed: string): SQL =>
  sql`${key} like text_pattern(${typed})`

import { type SQL, sql } from 'drizzle-orm'

/**
 * The current name of a company, for a document that keeps it. The statement that writes the document also
 * reads the name, so it cannot be stale and costs no extra query. Null for an unknown company, which the
 * column refuses.
 */
export const nameNow = (id: SQL): SQL<string> =>
  sql`(select named.name from companies named where named.id = ${id})`

/** The object id of `bigint` in Postgres. */
export const INT8 = 20

/**
 * Won are whole numbers. A value that JavaScript cannot hold exactly is an error, never a rounded amount.
 */
export function safeInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError('A bigint from the database is too large to be exact.')
  return value
}

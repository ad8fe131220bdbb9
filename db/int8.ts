/** Postgres' number for `bigint` in its table of types. */
export const INT8 = 20

/**
 * Won are whole numbers. One that JavaScript could not hold exactly is an error, never a rounded
 * amount of money.
 */
export function safeInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError('A bigint from the database is too large to be exact.')
  return value
}

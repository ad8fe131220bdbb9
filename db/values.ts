import type { SQL } from 'drizzle-orm'
import { safeInt8 } from './int8.ts'

// Decoders for the columns of a raw statement. A driver types nothing: it gives instants and sums of bigints
// as text, and any value under a name. Each decoder returns a value of its type or throws; the message names
// the column and never the value, which may be personal.

export type Decode<T> = (value: unknown, column: string) => T
export type Columns = Readonly<Record<string, Decode<unknown>>>
export type RowOf<C extends Columns> = { -readonly [Name in keyof C]: ReturnType<C[Name]> }

export const text: Decode<string> = (value, column) =>
  typeof value === 'string' ? value : refuse(column, 'text')

export const boolean: Decode<boolean> = (value, column) =>
  typeof value === 'boolean' ? value : refuse(column, 'boolean')

/** Won, counts, versions: exact, or an error if JavaScript cannot hold the number exactly. */
export const integer: Decode<number> = (value, column) => {
  if (Number.isSafeInteger(value)) return Number(value)
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? safeInt8(value)
    : refuse(column, 'integer')
}

/** A measure that may have a fraction; never money. */
export const float: Decode<number> = (value, column) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(column, 'number')

/**
 * With its offset from UTC: JavaScript would read a day, a number or a time without a zone as well, in the
 * zone of the process, which differs between Node and Workers.
 */
const INSTANT = /^\d{4,6}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:\d\d)?|Z)$/

export const instant: Decode<Date> = (value, column) => {
  if (typeof value === 'string' && !INSTANT.test(value)) return refuse(column, 'instant')
  const at = value instanceof Date ? value : new Date(typeof value === 'string' ? value : NaN)
  return Number.isNaN(at.getTime()) ? refuse(column, 'instant') : at
}

export const nullable =
  <T>(decode: Decode<T>): Decode<T | null> =>
  (value, column) =>
    value === null ? null : decode(value, column)

/** Columns of a left join: without a match all of them are null. */
export const ofLeftJoin = <C extends Columns>(
  columns: C,
): { [Name in keyof C]: Decode<ReturnType<C[Name]> | null> } =>
  // Each name keeps its own decoder, made nullable.
  Object.fromEntries(Object.entries(columns).map(([name, decode]) => [name, nullable(decode)])) as {
    [Name in keyof C]: Decode<ReturnType<C[Name]> | null>
  }

/** A word of the vocabulary. */
export const oneOf =
  <const Word extends string>(words: readonly Word[]): Decode<Word> =>
  (value, column) =>
    words.find((word) => word === value) ?? refuse(column, words.join(' or '))

/** A JSON list, or an array of Postgres. */
export const listOf =
  <T>(decode: Decode<T>): Decode<T[]> =>
  (value, column) =>
    Array.isArray(value) ? value.map((each) => decode(each, column)) : refuse(column, 'list')

/** A JSON object with these keys; others are left out. */
export const objectOf = <C extends Columns>(keys: C): Decode<RowOf<C>> => {
  const entries = Object.entries(keys)
  return (value, column) => {
    const given = asObject(value, column)
    const made: Record<string, unknown> = {}
    for (const [key, decode] of entries) made[key] = decode(given[key], column)
    // Each key, and no other, has the value of its own decoder.
    return made as RowOf<C>
  }
}

/** A JSON object with any keys. */
export const recordOf =
  <T>(decode: Decode<T>): Decode<Record<string, T>> =>
  (value, column) => {
    const made: Record<string, T> = {}
    for (const [key, each] of Object.entries(asObject(value, column)))
      made[key] = decode(each, column)
    return made
  }

/** A decoder for a column of raw SQL in a statement that Drizzle builds. */
export const computed = <T>(decode: Decode<T>, column: SQL): SQL<T> =>
  column.mapWith((value: unknown) => decode(value, 'computed'))

function asObject(value: unknown, column: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse(column, 'object')
  // Every value in it is unknown until it is decoded.
  return value as Record<string, unknown>
}

function refuse(column: string, kind: string): never {
  throw new TypeError(`The column ${column} of a raw statement is no ${kind}.`)
}

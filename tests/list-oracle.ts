import { expect } from 'vitest'
import type { Actor } from '#api/access/actor.ts'
import type { Tier } from '#db/words.ts'
import type { World } from './world.ts'

export type Query = Readonly<Record<string, string | undefined>>
type Reader = ReturnType<World['client']>

/** A list as a plain program would give it: all rows, kept or not one by one, then sorted. */
export type Oracle<Row extends { id: string }> = {
  path: string
  /** The values that are tried for each filter. */
  values: Readonly<Record<string, readonly string[]>>
  rows: readonly Row[]
  /** Whether this person may see the row at all. */
  isVisible: (row: Row, actor: Actor) => boolean
  fits: (row: Row, query: Query) => boolean
  isBefore: (row: Row, other: Row, query: Query) => boolean
  /** The parameter that takes the cursor; `after` when left out. */
  cursorOf?: (query: Query) => string
  /** Queries that are answered 422. */
  isRefused?: (query: Query) => boolean
}

/** Sizes of pages, in turn: the smaller, the more cursors. */
const SIZES = [2, 3, 5, 11, 40]
/** Subsets of so many filters are tried with every combination of their values. */
const FULL = 3
/** Values that each larger combination of filters is tried with. */
const DRAWS = 6

/**
 * Every subset of the filters: small ones with all their values, larger ones with values that differ from
 * draw to draw.
 */
export function combinations(values: Oracle<never>['values']): Query[] {
  const names = Object.keys(values)
  return Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_, place) => bits & (1 << place)),
  ).flatMap((chosen) => (chosen.length <= FULL ? product(chosen, values) : drawn(chosen, values)))
}

const product = (names: readonly string[], values: Oracle<never>['values']): Query[] =>
  names.reduce<Query[]>(
    (queries, name) =>
      queries.flatMap((query) =>
        (values[name] ?? []).map((value) => ({ ...query, [name]: value })),
      ),
    [{}],
  )

const drawn = (names: readonly string[], values: Oracle<never>['values']): Query[] =>
  Array.from({ length: DRAWS }, (_, draw) =>
    Object.fromEntries(
      names.map((name, place) => {
        const all = values[name] ?? []
        return [name, all[(draw * (place + 1) + names.length) % all.length]]
      }),
    ),
  )

/** Each combination, paged through from the first row to the last: the oracle's ids in the oracle's order. */
export async function compareWithOracle<Row extends { id: string }>(
  who: Reader,
  oracle: Oracle<Row>,
): Promise<{ found: number; queries: number }> {
  let found = 0
  const queries = combinations(oracle.values)
  for (const [nth, query] of queries.entries()) {
    const size = SIZES[nth % SIZES.length] ?? 1
    const cursor = oracle.cursorOf?.(query) ?? 'after'
    const given = await pagedIds(who, oracle.path, { ...query, limit: String(size) }, cursor)
    const expected = oracle.isRefused?.(query)
      ? 422
      : oracle.rows
          .filter((row) => oracle.isVisible(row, who.actor) && oracle.fits(row, query))
          .toSorted((one, other) => (oracle.isBefore(one, other, query) ? -1 : 1))
          .map(({ id }) => id)
    expect(given, `${oracle.path}?${addressOf(query)} by ${size}`).toEqual(expected)
    found += given === 422 ? 0 : given.length
  }
  return { found, queries: queries.length }
}

const addressOf = (query: Query) =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&')

/** The ids of all pages in turn, or the refusal. */
async function pagedIds(
  who: Reader,
  path: string,
  query: Query,
  cursor: string,
): Promise<string[] | 422> {
  const ids: string[] = []
  for (let after: string | undefined; ; ) {
    const address = `${path}?${addressOf(after ? { ...query, [cursor]: after } : query)}`
    const { status, body, text } = await who.get(address)
    if (status === 422) return 422
    if (status !== 200) throw new Error(`${address}: ${text}`)
    const page: string[] = body.items.map(({ id }: { id: string }) => id)
    expect(page.length, address).toBeLessThanOrEqual(Number(query.limit))
    ids.push(...page)
    if (new Set(ids).size < ids.length) throw new Error(`${address}: a row stands on two pages`)
    if (body.nextCursor === null) return ids
    if (page.length === 0) throw new Error(`${address}: an empty page has a next one`)
    after = body.nextCursor
  }
}

/** The column of the actor's tier names their company. */
export const isOwn = (actor: Actor, columns: Record<Tier, string | null>) =>
  columns[actor.tier] === actor.companyId
/** Every filter that is set holds for the row. */
export const allHold = (query: Query, tests: Record<string, (value: string) => boolean>) =>
  Object.entries(query).every(([name, value]) => value === undefined || tests[name]?.(value))
/** A search by name: blanks and capitals make no difference. */
export const contains = (name: string, part: string) =>
  name.replaceAll(' ', '').toLowerCase().includes(part.replaceAll(' ', '').toLowerCase())

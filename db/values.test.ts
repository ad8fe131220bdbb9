import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { testDatabase } from '#tests/database.ts'
import type { Db } from './db.ts'
import { openPool } from './node.ts'
import { rowsOf } from './rows.ts'
import {
  boolean,
  type Columns,
  float,
  instant,
  integer,
  listOf,
  nullable,
  objectOf,
  ofLeftJoin,
  oneOf,
  recordOf,
  text,
} from './values.ts'

// The values come from Postgres itself, because the driver's conversion is half of the subject.

let db: Db
let close: () => Promise<void>
beforeAll(async () => {
  const database = await testDatabase()
  const pool = openPool(database.url, { max: 1, applicationName: 'maru-values-test' })
  db = pool.db
  close = async () => {
    await pool.close()
    await database.drop()
  }
})
afterAll(() => close?.())

const AT = '2026-11-20 12:00:00.25+09'

describe('the rows of a raw statement', () => {
  test('have the types and values that their columns state', async () => {
    const rows = await rowsOf(
      db,
      sql`select 'a' as id, ${AT}::timestamptz as at, null::timestamptz as never, 2::bigint as won,
        3::int as count, sum(n)::bigint as total, sum(n) as wide, true as yes, 0.5::float8 as share,
        'hq' as tier, '{1,2}'::int[] as list, '[{"id": "x", "more": 1}]'::json as found,
        '{"k": "v"}'::jsonb as facts, 'hidden' as secret from (values (9007199254740990), (1)) v(n)`,
      {
        id: text,
        at: instant,
        never: nullable(instant),
        won: integer,
        count: integer,
        total: integer,
        wide: integer,
        yes: boolean,
        share: float,
        tier: oneOf(['hq', 'agency']),
        list: listOf(integer),
        found: listOf(objectOf({ id: text })),
        facts: recordOf(text),
      },
    )
    expect(rows).toEqual([
      {
        id: 'a',
        at: new Date('2026-11-20T03:00:00.250Z'),
        never: null,
        won: 2,
        count: 3,
        total: Number.MAX_SAFE_INTEGER,
        wide: Number.MAX_SAFE_INTEGER,
        yes: true,
        share: 0.5,
        tier: 'hq',
        list: [1, 2],
        found: [{ id: 'x' }],
        facts: { k: 'v' },
      },
    ])
    expectTypeOf(rows).toEqualTypeOf<
      {
        id: string
        at: Date
        never: Date | null
        won: number
        count: number
        total: number
        wide: number
        yes: boolean
        share: number
        tier: 'hq' | 'agency'
        list: number[]
        found: { id: string }[]
        facts: Record<string, string>
      }[]
    >()
  })

  test('of a left join without a match are all null', async () => {
    const columns = ofLeftJoin({ id: integer, name: text })
    expect(await rowsOf(db, sql`select null as id, null as name`, columns)).toEqual([
      { id: null, name: null },
    ])
  })

  const WRONG: [string, SQL, Columns][] = [
    ['a missing column', sql`select 1 as one`, { two: integer }],
    ['null in a required column', sql`select null as name`, { name: text }],
    ['an inexact amount of won', sql`select 9007199254740992 as won`, { won: integer }],
    ['an inexact sum', sql`select 9007199254740992::numeric as won`, { won: integer }],
    ['a fraction of a won', sql`select 0.5 as won`, { won: integer }],
    ['a number for a text', sql`select 1 as name`, { name: text }],
    ['a text for an instant', sql`select 'soon' as at`, { at: instant }],
    ['infinity for an instant', sql`select 'infinity'::timestamptz as at`, { at: instant }],
    ['a time without a zone for an instant', sql`select now()::timestamp as at`, { at: instant }],
    ['a day for an instant', sql`select current_date as at`, { at: instant }],
    ['a number for an instant', sql`select 12::numeric as at`, { at: instant }],
    ['a text for a boolean', sql`select 'true' as yes`, { yes: boolean }],
    ['a word outside of the vocabulary', sql`select 'other' as tier`, { tier: oneOf(['hq']) }],
    ['an object for a list', sql`select '{}'::json as list`, { list: listOf(text) }],
    ['a list for an object', sql`select '[]'::json as facts`, { facts: recordOf(text) }],
  ]
  test.each(WRONG)('refuse %s', async (_, statement, columns) => {
    await expect(rowsOf(db, statement, columns)).rejects.toThrow()
  })

  test('name the place of a wrong value, never the value', async () => {
    const wrong = rowsOf(db, sql`select '홍길동' as tier`, { tier: oneOf(['hq']) })
    await expect(wrong).rejects.toThrow(/column tier/)
    await expect(wrong).rejects.not.toThrow(/홍길동/)
  })
})

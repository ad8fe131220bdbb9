import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { type Decode, nullable, type RowOf, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'

const said: Decode<string | number> = (value, column) =>
  typeof value === 'number' ? value : text(value, column)
/** A disagreement in the books: the check, the record, the value that the rows prove, and the value found. */
export const FAULT = { check: text, subject: text, expected: said, found: said }
export type Fault = RowOf<typeof FAULT>

/**
 * Compares one kind of stored value with the rows that prove it. Yields once per chunk of `rows`, so that no
 * statement grows with the books. Each statement reads one snapshot, so a check may run beside commands.
 */
export type Check = (ctx: Ctx, rows: number) => AsyncGenerator<Fault[]>

/** Rows per statement: each takes well under a second, however large the table. */
const CHUNK_ROWS = 20_000

/** `after` is exclusive, `upTo` inclusive. */
export type Range = { after: string; upTo: string }

const FIRST = '00000000-0000-0000-0000-000000000000'

/** Splits a table with UUID ids into ranges of at most `rows` rows, in the order of ids. */
export async function* rangesOf(ctx: Ctx, table: SQL, rows: number): AsyncGenerator<Range> {
  for (let after = FIRST; ; ) {
    const [end] = await rowsOf(
      ctx.db,
      sql`select (array_agg(id order by id desc))[1] as "upTo"
        from (select id from ${table} where id > ${after} order by id limit ${rows}) chunk`,
      { upTo: nullable(text) },
    )
    if (!end?.upTo) return
    yield { after, upTo: end.upTo }
    after = end.upTo
  }
}

/** A check with one statement per range of a table's ids. */
export const perRange = (
  table: SQL,
  statement: (range: { within: (id: SQL) => SQL }) => SQL,
): Check =>
  async function* (ctx, rows) {
    for await (const { after, upTo } of rangesOf(ctx, table, rows))
      yield rowsOf(
        ctx.db,
        statement({ within: (id) => sql`${id} > ${after} and ${id} <= ${upTo}` }),
        FAULT,
      )
  }

/** Collecting stops here: books with so many faults need a backup, not a longer list. */
const FAULTS_MAX = 1_000

export type Run = {
  /** Awaited after each chunk; an error that it throws ends the run. */
  onChunk?: () => Promise<void>
  /** Rows per chunk, for tests that need many chunks of few rows. */
  rows?: number
}

/** Runs checks one after another and returns their faults, at most `FAULTS_MAX`. */
export async function collectFaults(
  ctx: Ctx,
  checks: readonly Check[],
  { onChunk, rows = CHUNK_ROWS }: Run = {},
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const check of checks)
    for await (const found of check(ctx, rows)) {
      faults.push(...found.slice(0, FAULTS_MAX - faults.length))
      if (faults.length >= FAULTS_MAX) return faults
      await onChunk?.()
    }
  return faults
}

/** How far a job was when it was first seen running: the start of its pace. */
export type Mark = { at: number; rows: number }

/** Before this many rows and this long the pace means nothing. */
const ROWS_MIN = 500
const MS_MIN = 2_000

/** Seconds until all rows are done at the pace since `mark`; undefined until the pace is stable. */
export function secondsLeft(
  mark: Mark | undefined,
  now: { at: number; rows: number; all: number | null },
): number | undefined {
  if (!mark || now.all === null) return undefined
  const rows = now.rows - mark.rows
  const ms = now.at - mark.at
  if (rows < ROWS_MIN || ms < MS_MIN) return undefined
  return Math.ceil(((now.all - now.rows) * ms) / rows / 1_000)
}

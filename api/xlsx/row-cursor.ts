import type { Row } from './sheet-xml.ts'

/** One pass over batches of rows, from which several sheets take in turn. */
export type RowCursor = {
  /** The next rows, or undefined after the last. */
  take(): Promise<readonly Row[] | undefined>
  /** Returns rows that were not written; the next `take` gives them again. */
  putBack(rows: readonly Row[]): void
  /** Ends the source early. Harmless if it has already ended. */
  close(): Promise<void>
}

export function rowCursor(rows: AsyncIterable<readonly Row[]>): RowCursor {
  // Opened now and not at the first read: a reader that stops before it reads must still end it.
  const source = rows[Symbol.asyncIterator]()
  let left: readonly Row[] | undefined
  let ended = false

  return {
    async take() {
      const again = left
      left = undefined
      if (again || ended) return again
      try {
        const next = await source.next()
        if (!next.done) return next.value
        ended = true
        return undefined
      } catch (cause) {
        // An iterator that has thrown is finished; `return` is not called.
        ended = true
        throw cause
      }
    },
    putBack(rows) {
      left = rows
    },
    async close() {
      if (ended) return
      ended = true
      await source.return?.()
    },
  }
}

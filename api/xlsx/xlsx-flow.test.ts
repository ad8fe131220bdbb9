import { setImmediate as turn } from 'node:timers/promises'
import { createInflateRaw } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { nodeGzip } from '#api/platform/gzip-node.ts'
import { gzip } from './gzip.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'
import { xlsxStream } from './xlsx-stream.ts'

const spec: SheetSpec = {
  name: 'x',
  columns: [
    { header: 'n', width: 10, kind: 'integer' },
    { header: 'text', width: 40, kind: 'text' },
  ],
}
const BATCH = 500

/** Counts the rows taken and how the source is ended; `~` marks each row once. */
function countedSource(total: number) {
  const seen = { pulled: 0, returned: 0 }
  const source = {
    [Symbol.asyncIterator]: () => source,
    next: async (): Promise<IteratorResult<Row[]>> => {
      if (seen.pulled >= total) return { done: true, value: undefined }
      const first = seen.pulled
      seen.pulled += BATCH
      const rows = Array.from({ length: BATCH }, (_, index): Row => {
        const number = first + index
        return [number, `~${Math.imul(number, 2_654_435_761) >>> 0} 행복통신 ${number % 300}호점`]
      })
      return { done: false, value: rows }
    },
    return: async (): Promise<IteratorResult<Row[]>> => {
      seen.returned++
      return { done: true, value: undefined }
    },
  }
  return { seen, source }
}

describe.each([
  ['portable', gzip],
  ['node', nodeGzip],
])('a stream through the %s gzip', (_, squeezer) => {
  const open = (source: AsyncIterable<Row[]>) => xlsxStream(spec, source, { gzip: squeezer })

  test('is never far ahead of its reader', async () => {
    const total = 300_000
    const { seen, source } = countedSource(total)
    let delivered = 0
    let ahead = 0
    const inflate = createInflateRaw()
    inflate.on('data', (bytes: Buffer) => {
      for (let at = bytes.indexOf('~'); at >= 0; at = bytes.indexOf('~', at + 1)) delivered++
    })
    let inSheet = false
    const reader = open(source).getReader()
    expect(seen.pulled).toBe(0)
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const chunk = Buffer.from(next.value)
      // A header is a chunk of its own, so the packed bytes of the sheet begin with the next chunk.
      if (inSheet) await new Promise((done) => inflate.write(chunk, done))
      else inSheet = chunk.includes('sheet1.xml')
      // Lets the writer do everything that it can before the next read.
      for (let turns = 0; turns < 10; turns++) await turn()
      ahead = Math.max(ahead, seen.pulled - delivered)
    }
    expect([seen.pulled, delivered, seen.returned]).toEqual([total, total, 0])
    expect(ahead).toBeLessThan(10_000)
  })

  test('that is cancelled before its first read ends its rows', async () => {
    const { seen, source } = countedSource(1_000)
    await open(source).cancel()
    expect(seen).toEqual({ pulled: 0, returned: 1 })
  })

  test.each([1, 8, 9, 10, 12, 20])(
    'that is cancelled after %i reads ends its rows',
    async (reads) => {
      const { seen, source } = countedSource(300_000)
      const reader = open(source).getReader()
      for (let left = reads; left > 0; left--) await reader.read()
      await reader.cancel()
      expect(seen.returned).toBe(1)
      expect(seen.pulled).toBeLessThan(30_000)
    },
  )

  test('that is cancelled while it waits for rows ends them once they come', async () => {
    const { seen, source } = countedSource(BATCH)
    const arrival = Promise.withResolvers<IteratorResult<Row[]>>()
    const asked = Promise.withResolvers<void>()
    source.next = () => {
      asked.resolve()
      return arrival.promise
    }
    const reader = open(source).getReader()
    const reading = (async () => {
      while (!(await reader.read()).done);
    })()
    await asked.promise
    const cancelled = reader.cancel()
    arrival.resolve({ done: false, value: [[1, 'late']] })
    await Promise.all([reading, cancelled])
    expect(seen.returned).toBe(1)
  })

  test('that cannot write a cell fails with the reason and ends its rows', async () => {
    const { seen, source } = countedSource(BATCH)
    source.next = async () => ({ done: false, value: [[Number.POSITIVE_INFINITY, '']] })
    await expect(new Response(open(source)).arrayBuffer()).rejects.toThrow('hold Infinity')
    expect(seen.returned).toBe(1)
  })

  test('whose rows fail passes the failure on and does not end them again', async () => {
    const { seen, source } = countedSource(10 * BATCH)
    const { next } = source
    source.next = async () => {
      if (seen.pulled < 5 * BATCH) return next()
      throw new Error('the cursor was lost')
    }
    await expect(new Response(open(source)).arrayBuffer()).rejects.toThrow('the cursor was lost')
    expect(seen.returned).toBe(0)
  })
})

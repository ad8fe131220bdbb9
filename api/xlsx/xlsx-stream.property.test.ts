import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeGzip } from '#api/platform/gzip-node.ts'
import type { Cell, ColumnKind } from './cell-xml.ts'
import { gzip } from './gzip.ts'
import { xlsxStream } from './xlsx-stream.ts'

const SEOUL_OFFSET_MS = 9 * 3_600_000
const DAY_MS = 86_400_000
const ENCODED = /_x([0-9A-Fa-f]{4})_/g
const kinds: ColumnKind[] = ['text', 'won', 'integer', 'date', 'datetime']

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  // Single code units, so that lone surrogates and control characters occur.
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '_x000D_',
    '_x0041_b',
    '__x00e9__',
    '_x00\u000041_',
    '&amp;',
    '<t>',
    ']]>',
    '=1',
    ' ',
    '\r\n',
  ),
)
const date = fc.date({
  min: new Date('1900-03-02T00:00:00Z'),
  max: new Date('9999-12-30T00:00:00Z'),
  noInvalidDate: true,
})
const cell = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  date,
  fc.constant(null),
)
const table = fc
  .array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 30 })
  .chain((columns) =>
    fc.tuple(
      fc.constant(columns),
      fc.array(fc.array(fc.array(cell, { maxLength: columns.length }), { maxLength: 5 }), {
        maxLength: 5,
      }),
    ),
  )

/** The expected cell, by the rules of the format and without the writer's code. */
function expected(value: Cell | undefined, kind: ColumnKind | undefined): unknown {
  if (typeof value === 'string') return legal(value) || null
  if (typeof value === 'number') return value === 0 ? 0 : value
  if (!(value instanceof Date)) return null
  const wall = value.getTime() + SEOUL_OFFSET_MS
  return kind === 'date' ? Math.floor(wall / DAY_MS) * DAY_MS : wall
}

function legal(value: string): string {
  const kept = [...value].filter((char) => {
    const code = char.codePointAt(0) ?? 0
    const isControl = code < 0x20 && !'\t\n\r'.includes(char)
    return !isControl && !(code >= 0xd800 && code < 0xe000) && code !== 0xfffe && code !== 0xffff
  })
  return kept.join('')
}

/** The text that Excel shows: it decodes `_x0041_`, unlike this reader. */
function found(value: ExcelJS.CellValue): unknown {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string')
    return value.replace(ENCODED, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return value
}

test('every table is read back as it was written, through either gzip', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async ([columnKinds, batches], isNode) => {
      const columns = columnKinds.map((kind) => ({ header: 'h', width: 10, kind }))
      const source = async function* () {
        yield* batches
      }
      const file = xlsxStream({ name: 'x', columns }, source(), { gzip: isNode ? nodeGzip : gzip })
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(await new Response(file).arrayBuffer())
      const sheet = book.worksheets[0]
      for (const [y, row] of batches.flat().entries()) {
        for (const [x, kind] of columnKinds.entries()) {
          const isSerial = typeof row[x] === 'number' && (kind === 'date' || kind === 'datetime')
          // A number there is a serial day; the reader's own arithmetic is not tested here.
          if (isSerial) continue
          const read = found(sheet?.getRow(y + 2).getCell(x + 1).value ?? null)
          expect(read).toEqual(expected(row[x], kind))
        }
      }
    }),
    { numRuns: 150 },
  )
})

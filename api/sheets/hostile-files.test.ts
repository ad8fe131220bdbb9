import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HANDED, handedBytes } from '#tests/files/handed.ts'
import { proposePrices } from './price-matrix.ts'
import { isRefusal, readSheets } from './read-sheets.ts'
import { DEVICE_LIST } from './record-fields.ts'
import { readRecords } from './records.ts'
import type { SheetFile } from './sheet.ts'
import { workbookOf } from './workbook.fixture.ts'

// Changed bytes of every file that people sent: no crash, no hang, no empty success.

const FILES = HANDED.filter(({ file }) => !/^(21|24)_/.test(file)).map(({ file }) => ({
  file,
  bytes: handedBytes(file),
}))
const RUNS = 40

type Change = (bytes: Uint8Array) => Uint8Array
const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const at = (bytes: Uint8Array, share: number) => Math.floor(share * bytes.length)

const overwritten = fc.array(fc.tuple(position, fc.nat(255)), { minLength: 1, maxLength: 20 }).map(
  (changes): Change =>
    (bytes) => {
      const changed = bytes.slice()
      for (const [share, value] of changes) changed[at(bytes, share)] = value
      return changed
    },
)
const cut = position.map(
  (share): Change =>
    (bytes) =>
      bytes.slice(0, at(bytes, share)),
)
const removed = fc.tuple(position, fc.integer({ min: 1, max: 400 })).map(
  ([share, length]): Change =>
    (bytes) => {
      const from = at(bytes, share)
      return new Uint8Array([...bytes.subarray(0, from), ...bytes.subarray(from + length)])
    },
)
const repeated = fc.tuple(position, fc.integer({ min: 1, max: 400 })).map(
  ([share, length]): Change =>
    (bytes) => {
      const from = at(bytes, share)
      return new Uint8Array([...bytes.subarray(0, from + length), ...bytes.subarray(from)])
    },
)

const valuesIn = ({ sheets }: SheetFile) =>
  sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))

describe.each(FILES)('$file', ({ file, bytes }) => {
  test('changed in any way, it is read or refused', async () => {
    const original = await readSheets(bytes, { name: file })
    await fc.assert(
      fc.asyncProperty(fc.oneof(overwritten, cut, removed, repeated), async (change) => {
        const read = await readSheets(change(bytes), { name: file })
        if (isRefusal(read)) return
        expect(valuesIn(read).length).toBeGreaterThan(0)
        // A workbook carries checksums: what is read of a changed one is what was there.
        if (read.format === 'xlsx' && !isRefusal(original))
          expect(valuesIn(read)).toEqual(valuesIn(original))
        for (const sheet of read.sheets) {
          const { counts, cells } = proposePrices(sheet)
          expect(counts.total).toBe(cells.length)
          readRecords(sheet, DEVICE_LIST)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

const SHEET = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><f>A1*2</f></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>가온</t></is></c><c r="C3" s="1"><v>45814.5</v></c><c r="D3" t="d"><v>2025-06-06</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`
const SHARED = '<si><r><t>모델</t></r><rPh><t>カ</t></rPh></si>'
const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd;[Red]#,##0"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>'

test('a workbook whose parts were changed before it was packed is read or refused', async () => {
  const edit = fc.tuple(
    position,
    fc.nat(30),
    fc.constantFrom('', '<c>', '"', '9', '-', 'e', '/>', '&#1;'),
  )
  const edited = (text: string, edits: [number, number, string][]) =>
    edits.reduce((now, [share, length, put]) => {
      const from = Math.floor(share * now.length)
      return now.slice(0, from) + put + now.slice(from + length)
    }, text)
  const part = fc.constantFrom('sheet', 'shared', 'styles')
  await fc.assert(
    fc.asyncProperty(part, fc.array(edit, { minLength: 1, maxLength: 3 }), async (name, edits) => {
      const parts = { sheet: SHEET, shared: SHARED, styles: STYLES }
      const changed = { ...parts, [name]: edited(parts[name], edits) }
      const read = await readSheets(workbookOf(changed.sheet, changed))
      if (!isRefusal(read)) expect(valuesIn(read).length).toBeGreaterThan(0)
    }),
    { numRuns: 10 * RUNS },
  )
})

test('any bytes are read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const read = await readSheets(bytes)
      if (!isRefusal(read)) expect(valuesIn(read).length).toBeGreaterThan(0)
    }),
  )
})

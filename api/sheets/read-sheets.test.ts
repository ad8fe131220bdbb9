import { describe, expect, test } from 'vitest'
import { bytesOf, cellsOf, sheetOf } from './read.fixture.ts'
import { isRefusal, readSheets } from './read-sheets.ts'
import { type Cell, SHEET_LIMITS } from './sheet.ts'
import { workbookOf, workbookParts, zipOf } from './workbook.fixture.ts'

const row = (cells: string, attributes = 'r="1"') =>
  `<sheetData><row ${attributes}>${cells}</row></sheetData>`

describe('a cell of a workbook', () => {
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="#,##0&quot;천원&quot;"/></numFmts>
    <fonts><font/><font><strike/></font><font><color rgb="FFFF0000"/></font><font><strike val="0"/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills>
    <cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="14"/><xf fontId="1" fillId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="21"/></cellXfs>`
  test.each<[string, Partial<Cell>]>([
    [
      '<c r="A1"><v>0.30000000000000004</v></c>',
      { shown: '0.3', value: { kind: 'number', decimal: '0.3' } },
    ],
    ['<c r="A1"><v>3.5E+14</v></c>', { value: { kind: 'number', decimal: '350000000000000' } }],
    ['<c r="A1"><v>1.5E-7</v></c>', { value: { kind: 'number', decimal: '0.00000015' } }],
    ['<c r="A1" s="1"><v>600</v></c>', { shown: '600천원', format: '#,##0"천원"' }],
    [
      '<c r="A1" s="2"><v>45814</v></c>',
      { shown: '2025-06-06', value: { kind: 'date', iso: '2025-06-06' } },
    ],
    ['<c r="A1" s="2"><v>59</v></c>', { value: { kind: 'date', iso: '1900-02-28' } }],
    ['<c r="A1" s="2"><v>61</v></c>', { value: { kind: 'date', iso: '1900-03-01' } }],
    ['<c r="A1" s="2"><v>-5</v></c>', { value: { kind: 'number', decimal: '-5' } }],
    [
      '<c r="A1" s="6"><v>0.5</v></c>',
      { shown: '12:00:00', value: { kind: 'number', decimal: '0.5' } },
    ],
    ['<c r="A1" s="3"><v>1</v></c>', { marks: ['struck', 'filled'] }],
    ['<c r="A1" s="4"><v>1</v></c>', { marks: ['red'] }],
    ['<c r="A1" t="b"><v>1</v></c>', { shown: 'TRUE', value: { kind: 'boolean', value: true } }],
    ['<c r="A1" t="e"><v>#REF!</v></c>', { shown: '#REF!', value: { kind: 'error' } }],
    ['<c r="A1"><f>D6*1.1</f></c>', { shown: '=D6*1.1', value: { kind: 'formula' } }],
    ['<c r="A1"><f>1+1</f><v>2</v></c>', { shown: '2', value: { kind: 'number', decimal: '2' } }],
    ['<c r="A1" t="str"><f>A2</f><v>글</v></c>', { shown: '글', value: { kind: 'text' } }],
    [
      '<c r="A1" t="inlineStr"><is><r><t>가</t></r><r><t>온</t></r><rPh><t>カ</t></rPh></is></c>',
      { shown: '가온' },
    ],
    ['<c r="A1" t="inlineStr"><is><t>a_x000B_b</t></is></c>', { shown: 'a\u000bb' }],
    ['<c r="A1" t="s"><v>0</v></c>', { shown: 'GA-S926' }],
    ['<c><v>7</v></c>', { row: 1, column: 1, shown: '7' }],
    ['<c/><c><v>7</v></c>', { row: 1, column: 2 }],
  ])('%s', async (cell, expected) => {
    const shared =
      '<si><r><t>GA-S</t></r><r><t>926</t></r><rPh sb="0" eb="1"><t>ジー</t></rPh></si>'
    const [found] = await cellsOf(workbookOf(row(cell), { shared, styles }))
    expect(found).toMatchObject(expected)
  })

  test('without marks and format has neither', async () => {
    const [found] = await cellsOf(workbookOf(row('<c r="A1" s="5"><v>1</v></c>'), { styles }))
    expect(found).toEqual({
      row: 1,
      column: 1,
      shown: '1',
      value: { kind: 'number', decimal: '1' },
    })
  })
})

describe('a workbook', () => {
  test('of prefixed names, stored parts and paths with capitals and slashes is read', async () => {
    const parts = Object.entries(workbookParts('')).map(([path, part]) => [
      path.replace('worksheets', 'Worksheets'),
      { ...part, stored: true },
    ])
    const text = `<x:worksheet xmlns:x="a"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const zip = zipOf({
      ...Object.fromEntries(parts),
      'xl/Worksheets/sheet1.xml': { text, stored: true },
    })
    expect(await cellsOf(zip)).toMatchObject([{ row: 2, column: 2, shown: '7' }])
  })
  test('names its merges, its hidden rows and columns with values, and its hidden sheets', async () => {
    const sheet = `<cols><col min="2" max="16384" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row><row r="2" hidden="1"/></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`
    expect(await sheetOf(workbookOf(sheet))).toMatchObject({
      merges: [{ top: 1, left: 1, bottom: 2, right: 2 }],
      hiddenRows: [1],
      hiddenColumns: [3],
    })
  })
  test('whose only values are on a hidden sheet is refused as empty', async () => {
    const workbook =
      '<workbook xmlns:r="r"><sheets><sheet name="원본" state="veryHidden" r:id="rId1"/></sheets></workbook>'
    const bytes = workbookOf(row('<c r="A1"><v>1</v></c>'), { workbook })
    expect(await readSheets(bytes)).toMatchObject({ refused: 'empty' })
  })
})

describe('a bound is checked while reading', () => {
  const many = Array.from(
    { length: 30 },
    (_, index) =>
      `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c><c r="D${index + 1}"><v>2</v></c></row>`,
  )
  const sheet = `<sheetData>${many.join('')}</sheetData><mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(30)}</mergeCells>`
  test.each([
    ['packedBytes', 'packed'],
    ['unpackedBytes', 'unpacked'],
    ['rows', 'rows'],
    ['cells', 'cells'],
    ['characters', 'characters'],
    ['merges', 'merges'],
  ] as const)('%s', async (bound, subject) => {
    const limits = { ...SHEET_LIMITS, [bound]: 29 }
    expect(await readSheets(workbookOf(sheet), {}, limits)).toMatchObject({
      refused: 'too_large',
      subject,
    })
  })
  test('columns, of cells with a value alone', async () => {
    const limits = { ...SHEET_LIMITS, columns: 3 }
    expect(await readSheets(workbookOf(sheet), {}, limits)).toMatchObject({ subject: 'columns' })
    const empty = workbookOf(row('<c r="A1"><v>1</v></c><c r="XFD1" s="0"/>'))
    expect(isRefusal(await readSheets(empty, {}, limits))).toBe(false)
  })
  test('what the directory says about sizes is not believed', async () => {
    const parts = workbookParts(sheet)
    const lie = {
      ...parts,
      'xl/worksheets/sheet1.xml': {
        text: `<worksheet>${' '.repeat(2_000_000)}</worksheet>`,
        rawBytes: 10,
      },
    }
    const limits = { ...SHEET_LIMITS, unpackedBytes: 100_000 }
    expect(await readSheets(zipOf(lie), {}, limits)).toMatchObject({ subject: 'unpacked' })
  })
  test('what costs memory without being a cell is bounded too', async () => {
    const shared = '<si/>'.repeat(30)
    const limits = { ...SHEET_LIMITS, entries: 29 }
    const bytes = workbookOf(sheet, { shared })
    expect(await readSheets(bytes, {}, limits)).toMatchObject({ subject: 'entries' })
    const deep = workbookOf('<a>'.repeat(200) + '</a>'.repeat(200))
    expect(await readSheets(deep)).toMatchObject({ refused: 'damaged' })
  })
  test('of text and of tables of pages too', async () => {
    const limits = { ...SHEET_LIMITS, rows: 3, cells: 8 }
    expect(await readSheets(bytesOf('a\nb\nc\nd'), {}, limits)).toMatchObject({ subject: 'rows' })
    const spans = '<table><tr><td rowspan="900" colspan="900">a</td></tr></table>'
    expect(await readSheets(bytesOf(spans), {}, limits)).toMatchObject({ subject: 'cells' })
  })
})

describe('what is no sheet is named', () => {
  const parts = workbookParts(row('<c r="A1"><v>1</v></c>'))
  const text = { text: 'x' }
  test.each([
    ['an empty file', bytesOf(''), 'empty', undefined],
    ['blanks', bytesOf(' \n,,\n'), 'empty', undefined],
    ['a workbook without a value', workbookOf(row('<c r="A1" s="0"/>')), 'empty', undefined],
    ['JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'image', 'jpeg'],
    ['HEIC', bytesOf('\0\0\0\u0018ftypheic'), 'image', 'heic'],
    ['WebP', bytesOf('RIFF\0\0\0\0WEBP'), 'image', 'webp'],
    ['PDF', bytesOf('%PDF-1.7'), 'not_a_sheet', 'pdf'],
    [
      'a binary workbook',
      zipOf({ '[Content_Types].xml': text, 'xl/workbook.bin': text }),
      'not_a_sheet',
      'binary_workbook',
    ],
    [
      'a document',
      zipOf({ '[Content_Types].xml': text, 'word/document.xml': text }),
      'not_a_sheet',
      'word',
    ],
    [
      'slides',
      zipOf({ '[Content_Types].xml': text, 'ppt/presentation.xml': text }),
      'not_a_sheet',
      'slides',
    ],
    [
      'an open document',
      zipOf({ 'content.xml': text, mimetype: text }),
      'not_a_sheet',
      'open_document',
    ],
    ['another zip', zipOf({ 'photo.jpg': text }), 'not_a_sheet', 'archive'],
    [
      'an encrypted zip',
      zipOf({ ...parts, 'a.xml': { text: 'x', flags: 1 } }),
      'encrypted',
      undefined,
    ],
    [
      'an XML workbook',
      bytesOf(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      ),
      'not_a_sheet',
      'xml_workbook',
    ],
    [
      'a page without a table',
      bytesOf('<html><body>로그인</body></html>'),
      'not_a_sheet',
      undefined,
    ],
    [
      'bytes without a meaning',
      Uint8Array.from({ length: 400 }, (_, at) => (at * 89) % 256),
      'not_a_sheet',
      undefined,
    ],
    [
      'a part that is missing',
      zipOf({ ...parts, 'xl/_rels/workbook.xml.rels': { text: '<Relationships/>' } }),
      'damaged',
      undefined,
    ],
    [
      'XML that ends early',
      zipOf({
        ...parts,
        'xl/worksheets/sheet1.xml': { text: '<worksheet><sheetData><row r="1">' },
      }),
      'damaged',
      undefined,
    ],
    ['a number that is none', workbookOf(row('<c r="A1"><v>1x</v></c>')), 'damaged', undefined],
    [
      'a text that is not there',
      workbookOf(row('<c r="A1" t="s"><v>5</v></c>')),
      'damaged',
      undefined,
    ],
    ['a quote that never ends', bytesOf('a,b\n"c,d\ne,f\n'), 'damaged', undefined],
  ])('%s', async (_, bytes, refused, subject) => {
    const read = await readSheets(bytes)
    expect(read).toMatchObject({ refused, ...(subject && { subject }) })
    expect(isRefusal(read) && read.message.length).toBeGreaterThan(20)
  })
})

import { describe, expect, test } from 'vitest'
import { bytesOf, cellsOf, fileOf, sheetOf, shownIn } from './read.fixture.ts'
import { readSheets } from './read-sheets.ts'

describe('text', () => {
  test.each([
    ['commas', 'a,b\n"1,000",2'],
    ['semicolons', 'a;b\n"1,000";2'],
    ['tabs', 'a\tb\n1,000\t2'],
    ['line ends of Windows', 'a,b\r\n"1,000",2\r\n'],
  ])('with %s', async (_, text) =>
    expect(await shownIn(text)).toEqual([
      ['a', 'b'],
      ['1,000', '2'],
    ]),
  )

  test.each([
    ['utf-8', Uint8Array.of(0xef, 0xbb, 0xbf, ...bytesOf('뷁,1'))],
    ['utf-16le', Uint8Array.of(0xff, 0xfe, 0xc1, 0xbd, 0x2c, 0, 0x31, 0)],
    ['utf-16be', Uint8Array.of(0xfe, 0xff, 0xbd, 0xc1, 0, 0x2c, 0, 0x31)],
    ['cp949', Uint8Array.of(0x94, 0xee, 0x2c, 0x31)],
  ])('in %s', async (encoding, bytes) => {
    const file = await fileOf(bytes)
    expect(file.encoding).toBe(encoding)
    expect(file.sheets[0]?.rows[0]?.cells.map(({ shown }) => shown)).toEqual(['뷁', '1'])
  })

  test('keeps leading zeros, protected digits and formulas as text', async () => {
    const text = '"=""0001""",0012,=1+1'
    expect(await shownIn(text)).toEqual([['0001', '0012', '=1+1']])
    expect((await cellsOf(bytesOf(text))).every(({ value }) => value.kind === 'text')).toBe(true)
  })
  test('that was cut within a letter is damaged', async () => {
    const text = '통신사,요금제명\n'.repeat(20)
    expect(await readSheets(bytesOf(text).subarray(0, -3))).toMatchObject({ refused: 'damaged' })
  })
  test('may name its own separator in a line that is no record', async () => {
    expect(await shownIn('sep=|\na|b,c')).toEqual([['a', 'b,c']])
  })
  test('with a tag in a memo is no page', async () => {
    expect(await shownIn('이름,메모\n가,<table> 예약')).toEqual([
      ['이름', '메모'],
      ['가', '<table> 예약'],
    ])
  })
  test('counts records, blank ones too', async () => {
    const { rows } = await sheetOf(bytesOf('a,b\n"c\nd",e\n\nf,g'))
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 4])
  })
  test('warns of a quote in the middle of a cell', async () => {
    const { warnings } = await fileOf(bytesOf('a,b\n"c"d",e\nf,g'))
    expect(warnings).toMatchObject([{ code: 'quotes_uneven', row: 2 }])
  })
  test('has the name of its file, composed and without its ending', async () => {
    expect((await fileOf(bytesOf('a,b'), '단가표.CSV'.normalize('NFD'))).sheets[0]?.name).toBe(
      '단가표',
    )
  })
})

describe('a table copied from a page', () => {
  test('spans rows and columns', async () => {
    const html =
      '<meta charset="utf-8"><!--StartFragment--><table><tr><td rowspan=2>모델<td colspan=2>공시</tr><tr><td>MNP<td>기변</tr><tr><td>가온<td>35<td>40</tr></table>'
    const { rows, merges } = await sheetOf(bytesOf(html))
    expect(
      rows.flatMap(({ cells }) =>
        cells.map(({ row, column, shown }) => `${row},${column} ${shown}`),
      ),
    ).toEqual(['1,1 모델', '1,2 공시', '2,2 MNP', '2,3 기변', '3,1 가온', '3,2 35', '3,3 40'])
    expect(merges).toEqual([
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 1, right: 3 },
    ])
  })
  test('has its text alone, with its line breaks', async () => {
    const html =
      '<table><tr><td>45<br>(한시)&nbsp;<script>alert(1)</script><b>굵게</b>&lt;i&gt;</td></tr></table>'
    expect(await shownIn(html)).toEqual([['45\n(한시) 굵게<i>']])
  })
  test('names what is hidden, and marks what is struck through', async () => {
    const sheet = await sheetOf(
      bytesOf(
        `<table><tr><td>모델<td style="display: none">전주<td>공시</tr><tr style='display:none'><td>옛것<td>1<td>2</tr>
        <tr hidden><td>옛것2</tr><tr><td>S26<td style='display:none'>30만<td><s>35만</s></tr>
        <tr><td>S25<td>x<td style="text-decoration:line-through">20만</tr><tr><td>S24<td>y<td>10만</tr></table>`,
      ),
    )
    expect([sheet.hiddenRows, sheet.hiddenColumns]).toEqual([[2, 3], [2]])
    const marks = sheet.rows.map(({ cells }) => cells.find(({ column }) => column === 3)?.marks)
    expect(marks).toEqual([undefined, undefined, undefined, ['struck'], ['struck'], undefined])
  })

  test('in a cell of another is text of that cell; the next is another sheet', async () => {
    const html =
      '<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table><table><tr><td>c</td></tr></table>'
    const { sheets } = await fileOf(bytesOf(html), '페이지.html')
    expect(sheets.map(({ name }) => name)).toEqual(['페이지', '페이지 (2)'])
    expect(sheets[0]?.rows[0]?.cells.map(({ shown }) => shown)).toEqual(['ab'])
  })
})

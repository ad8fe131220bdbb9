import { describe, expect, test } from 'vitest'
import { type CellOutcome, HANDED, handed, handedBytes } from '#tests/files/handed.ts'
import { proposePrices } from './price-matrix.ts'
import type { PriceCell, PriceProposal, PriceReading } from './price-proposal.ts'
import { isRefusal, readSheets } from './read-sheets.ts'
import { DEVICE_LIST, PLAN_LIST, type RecordShape } from './record-fields.ts'
import { readRecords, type SheetRecord } from './records.ts'
import type { Sheet, SheetFile } from './sheet.ts'

// The files that people sent, with what must become of each cell and row.

async function read(file: string): Promise<SheetFile> {
  const found = await readSheets(handedBytes(file), { name: file })
  if (isRefusal(found)) throw new Error(found.message)
  return found
}

const sheetOf = async (number: string): Promise<Sheet> => {
  const [sheet] = (await read(handed(number).file)).sheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}

const textsOf = ({ sheets }: SheetFile) =>
  sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ shown }) => shown)))

describe('a whole file', () => {
  test.each(HANDED.filter(({ whole_file }) => whole_file === 'accept' || whole_file === 'ask'))(
    '$file is read',
    async ({ file, encoding }) => {
      const found = await read(file)
      if (encoding) expect(found.encoding).toBe(encoding)
      expect(textsOf(found).join('')).not.toContain('\ufffd')
      expect(textsOf(found).every((text) => text === text.normalize('NFC'))).toBe(true)
    },
  )

  test.each([
    ['20', { refused: 'image', subject: 'png' }, 'picture'],
    ['21', { refused: 'empty' }, 'no cell'],
    ['22', { refused: 'damaged' }, 'cut off'],
    ['23', { refused: 'encrypted' }, 'Remove it in Excel'],
    ['24', { refused: 'too_large', subject: 'rows' }, 'too large'],
    ['27', { refused: 'old_format' }, '.xlsx'],
  ])('%s is refused and says why', async (number, refusal, says) => {
    const found = await readSheets(handedBytes(handed(number).file))
    expect(found).toMatchObject(refusal)
    expect(isRefusal(found) && found.message).toContain(says)
  })

  test('a sheet with formats to its last cell has only its five rows and three columns', async () => {
    const { rows } = await sheetOf('25')
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
    expect(Math.max(...rows.flatMap(({ cells }) => cells.map(({ column }) => column)))).toBe(3)
    expect(rows[2]?.cells.at(-1)?.shown).toHaveLength(32_767)
    expect(rows[3]?.cells.at(-1)?.shown).toHaveLength(2_001)
  })

  test('a strict workbook has its days, and so has one that counts from 1904', async () => {
    expect(daysIn(await sheetOf('26'))).toEqual(['2025-06-06', '2025-06-06T15:00:00', '2025-06-07'])
    expect(daysIn(await sheetOf('09'))).toEqual([
      '1990-05-05',
      '2025-06-06',
      '2025-08-01',
      '2024-02-29',
      '1969-01-20',
      '2025-12-31T23:30:00',
    ])
  })

  test('a name in the letters of a Mac comes back composed', async () => {
    const file = handed('11').file
    const found = await readSheets(handedBytes(file), { name: file.normalize('NFD') })
    expect(!isRefusal(found) && found.sheets[0]?.name).toBe('11_고객_유니코드텍스트_UTF16LE')
  })

  test('a table of a web page is read, and nothing else of the page', async () => {
    const found = await read(handed('16').file)
    expect(found.format).toBe('html')
    expect(found.sheets[0]?.rows).toHaveLength(8)
    expect(found.sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 1, right: 7 },
      { top: 8, left: 1, bottom: 8, right: 4 },
    ])
    expect(textsOf(found)).toContain('A&B카드')
    expect(textsOf(found).join('')).not.toMatch(/alert|<|&nbsp;/)
  })

  test.each([
    ['08', 23],
    ['11', 6],
    ['13', 11],
    ['19', 16],
  ])('%s has %i records with a value', async (number, count) => {
    expect((await sheetOf(number)).rows).toHaveLength(count)
  })

  test('a record with a line break in quotes is one row', async () => {
    const rows = (await sheetOf('13')).rows
    expect(rows.find(({ number }) => number === 10)?.cells.at(-1)?.shown).toBe('두\n줄')
  })
})

const daysIn = ({ rows }: Sheet) =>
  rows.flatMap(({ cells }) =>
    cells.flatMap(({ value }) => (value.kind === 'date' ? value.iso : [])),
  )

describe('a matrix of prices', () => {
  const files = HANDED.filter(({ cells }) => cells)

  test.each(
    files.flatMap(({ file, cells = [] }) =>
      cells.map((cell) => [file.slice(0, 2), cell.sheet ?? '', cell.at, cell] as const),
    ),
  )('%s %s %s', async (number, sheet, at, expected) => {
    const found = await cellAt(number, sheet, at)
    expect(outcomeOf(found.reading)).toEqual(wanted(expected))
    expect(found.axes).toMatchObject(axesOf(expected))
  })

  test('every expected cell agrees with its outcome, and their number is printed', async () => {
    const expected = files.flatMap(({ file, cells = [] }) =>
      cells.map((cell) => ({ number: file.slice(0, 2), cell })),
    )
    const agrees = await Promise.all(
      expected.map(async ({ number, cell }) => {
        const { reading } = await cellAt(number, cell.sheet ?? '', cell.at)
        return JSON.stringify(outcomeOf(reading)) === JSON.stringify(wanted(cell))
      }),
    )
    console.info(`matrix cells: ${agrees.filter(Boolean).length} of ${expected.length} agree`)
    expect(agrees).not.toContain(false)
  })

  test('each amount cell of a sheet is counted once', async () => {
    for (const { file } of files)
      for (const sheet of (await read(file)).sheets) {
        const { counts, cells } = proposePrices(sheet)
        const { total, ...kinds } = counts
        expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(total)
        expect(new Set(cells.map(({ address }) => address)).size).toBe(total)
      }
  })

  test('with an answer the same figures are won, and a unit of their own stays', async () => {
    const sheet = await sheetOf('04')
    const won = (unitWon: 1 | 10_000, at: string) =>
      outcomeOf(cellIn(proposePrices(sheet, { unitWon }), at).reading)
    expect(won(10_000, 'B2')).toEqual({ status: 'amount', amountWon: 350_000 })
    expect(won(10_000, 'C3')).toEqual({ status: 'amount', amountWon: 315_000 })
    expect(won(10_000, 'D5')).toEqual({ status: 'amount', amountWon: 350_000 })
    expect(won(1, 'C3')).toEqual({ status: 'unreadable', reason: 'fraction' })
  })

  test('what a person must answer is asked', async () => {
    const asked = async (number: string) =>
      proposePrices(await sheetOf(number)).questions.map((question) =>
        'text' in question ? `${question.code} ${question.text}` : question.code,
      )
    expect(await asked('04')).toEqual(['unit', 'label 95K↑', 'label 79K~94K', 'label 33K↓'])
    expect(await asked('01')).toEqual(['several_devices 가온 S26+ / S26 울트라'])
    expect(await asked('02')).toEqual(['hidden_columns'])
  })

  test('notes, totals and hidden sheets give no prices', async () => {
    expect(proposePrices(await sheetOf('01')).skipped.map(({ row }) => row)).toEqual([11, 12])
    const { sheets } = await read(handed('02').file)
    expect(sheets.map(({ hidden, rows }) => hidden && rows.length === 0)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })

  async function cellAt(number: string, name: string, at: string): Promise<PriceCell> {
    const { sheets } = await read(handed(number).file)
    const sheet = sheets.find((one) => !name || one.name === name)
    if (!sheet) throw new Error(`no sheet ${name}`)
    return cellIn(proposePrices(sheet), at)
  }
})

function cellIn({ cells }: PriceProposal, at: string): PriceCell {
  const found = cells.find(({ address }) => address === at)
  if (!found) throw new Error(`no cell ${at}`)
  return found
}

/** The reading in the words of the set: a word and whatever a person decides store no amount. */
function outcomeOf(reading: PriceReading) {
  switch (reading.kind) {
    case 'amount':
      return { status: 'amount', amountWon: reading.won }
    case 'blank':
      return { status: 'empty' }
    case 'word':
      return { status: 'unreadable', reason: 'no_amount' }
    default:
      return reading.reason === 'unit_unknown'
        ? { status: 'ask_unit' }
        : { status: 'unreadable', reason: reading.reason }
  }
}

function wanted({ status, amountWon, reason }: CellOutcome) {
  if (status === 'amount') return { status, amountWon }
  if (status !== 'unreadable') return { status }
  return { status, reason: reason === 'relative_or_negative' ? 'relative' : reason }
}

const axesOf = ({ carrier, model, join, support, bandWon, months }: CellOutcome) =>
  Object.fromEntries(
    Object.entries({ carrier, device: model, joinType: join, support, bandWon, months }).filter(
      ([, value]) => value !== undefined,
    ),
  )

describe('the list of rebates filled in by hand', () => {
  test.each(handed('03').rows ?? [])('row $row: $status', async ({ row, status, ...expected }) => {
    const proposal = proposePrices(await sheetOf('03'))
    const cell = proposal.cells.find((found) => found.row === row)
    if (status === 'skip') return expect(proposal.skipped).toContainEqual({ row, why: 'total' })
    if (status === 'accept') {
      const { amountWon, ...axes } = expected.values ?? {}
      expect(cell).toMatchObject({ axes, reading: { kind: 'amount', won: amountWon } })
    } else if (status === 'merge') expect(cell?.sameAs).toBe(`D${expected.into}`)
    else expect(reasonOf(cell?.reading)).toBe(expected.reasons?.[0])
  })

  function reasonOf(reading: PriceReading | undefined) {
    if (reading?.kind === 'blank') return 'amount_missing'
    if (reading?.kind === 'word') return 'no_amount'
    if (reading?.kind !== 'decide' && reading?.kind !== 'unreadable') return undefined
    switch (reading.reason) {
      case 'label_unknown':
        return { carrier: 'carrier_unknown', bandWon: 'band_invalid', months: 'months_invalid' }[
          String(reading.axis)
        ]
      case 'conflict':
        return `conflict_with_row_${reading.with.slice(1)}`
      case 'fraction':
      case 'too_large':
        return `amount_${reading.reason}`
      default:
        return reading.reason
    }
  }
})

describe.each([
  ['05', PLAN_LIST as RecordShape],
  ['06', DEVICE_LIST as RecordShape],
])('the catalogue of %s', (number, shape) => {
  test.each(handed(number).rows ?? [])(
    'row $row: $status',
    async ({ row, status, ...expected }) => {
      const { records, skipped } = readRecords(await sheetOf(number), shape)
      const record = records.find((found) => found.row === row)
      if (status === 'skip') {
        expect(record).toBeUndefined()
        if (expected.why === 'note') expect(skipped).toContainEqual({ row, why: 'note' })
        return
      }
      expect(record?.values).toMatchObject(present(expected.values))
      const reasons = reasonsOf(record)
      for (const reason of [...(expected.reasons ?? []), ...(expected.warnings ?? [])])
        if (!OF_THE_CATALOGUE.includes(reason)) expect(reasons).toContain(reason)
      if (status === 'accept') expect(reasons).toEqual([])
      if (status === 'merge') expect(record?.repeats).toEqual({ row: expected.into, same: true })
    },
  )

  /** Inert as text, and compared with what is stored: rules of the catalogue, not of its sheet. */
  const OF_THE_CATALOGUE = ['name_formula_like', 'model_differs_in_case_only']
  const NAMES: Record<string, string> = {
    'name missing': 'name_missing',
    'name too_long': 'name_too_long',
    'manufacturer missing': 'manufacturer_missing',
    'monthlyFeeWon not_positive': 'fee_not_positive',
    'monthlyFeeWon no_amount': 'no_amount',
    'monthlyFeeWon fraction': 'amount_fraction',
    'priceWon no_amount': 'no_amount',
    'color several_values': 'two_colors_in_cell',
    'colorCode color_code_invalid': 'color_code_invalid',
  }

  function reasonsOf(record: SheetRecord | undefined) {
    const { faults = [], repeats } = record ?? {}
    return [
      ...faults.map(({ field, reason }) => NAMES[`${field} ${reason}`] ?? `${field} ${reason}`),
      ...(repeats && !repeats.same ? [`duplicate_of_row_${repeats.row}`] : []),
    ]
  }

  const present = (values: Record<string, unknown> = {}) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
})

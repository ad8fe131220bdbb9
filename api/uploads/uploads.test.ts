import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { HANDED, type Handed, handed, handedBytes } from '#tests/files/handed.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { DEVICE_SHEET, deviceRows, PLAN_SHEET, planRows } from '../catalog/exported-rows.ts'
import { starterRows } from '../catalog/starter.ts'
import { type FlatMatrix, flatRows, flatSheet } from '../policies/flat-rows.ts'
import type { Row, SheetSpec } from '../xlsx/sheet-xml.ts'
import { xlsxStream } from '../xlsx/xlsx-stream.ts'
import type { CatalogUpload, PriceUpload } from './contract.ts'
import { UPLOAD_BYTES_MAX } from './read-upload.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

const upload = (
  to: 'prices' | 'catalog',
  bytes: Uint8Array | string,
  query: Record<string, string> = {},
  who = tree.hq.admin,
) =>
  who.send(
    'POST',
    `uploads/${to}?${new URLSearchParams(query)}`,
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
  )
const pricesOf = async ({ file }: Handed, mapping: object[] = []): Promise<PriceUpload> => {
  const { status, body } = await upload('prices', handedBytes(file), {
    name: file,
    mapping: JSON.stringify(mapping),
  })
  expect(status).toBe(200)
  return body
}
const cellIn = ({ sheets }: PriceUpload, at: string, name?: string) =>
  sheets
    .filter(({ sheet }) => !name || sheet.name === name)
    .flatMap(({ proposal }) => proposal?.cells ?? [])
    .find(({ address }) => address === at)

describe('a sheet of prices that people sent', () => {
  const files = HANDED.filter(({ cells }) => cells)

  test.each(files.map((one) => [one.file, one] as const))(
    '%s has the outcome that stands beside each cell',
    async (_, one) => {
      const answer = await pricesOf(one)
      const found = (one.cells ?? []).map(({ at, sheet }) => {
        const cell = cellIn(answer, at, sheet)
        return [sheet, at, cell?.reading.kind === 'amount' ? cell.reading.won : outcomeOf(cell)]
      })
      expect(found).toEqual(
        (one.cells ?? []).map(({ at, sheet, status, amountWon }) => [
          sheet,
          at,
          status === 'amount' ? amountWon : status,
        ]),
      )
    },
  )

  function outcomeOf(cell: ReturnType<typeof cellIn>) {
    const reading = cell?.reading
    if (reading?.kind === 'blank') return 'empty'
    return reading?.kind === 'decide' && reading.reason === 'unit_unknown'
      ? 'ask_unit'
      : 'unreadable'
  }

  test('the list filled in by hand has its rows', async () => {
    const one = handed('03')
    const answer = await pricesOf(one)
    for (const { row, status, values, into } of one.rows ?? []) {
      const cell = cellIn(answer, `D${row}`)
      if (status === 'accept')
        expect(cell?.reading, `row ${row}`).toMatchObject({ won: values?.amountWon })
      if (status === 'merge') expect(cell?.sameAs, `row ${row}`).toBe(`D${into}`)
      if (status === 'hold' || status === 'refuse')
        expect(cell?.reading.kind, `row ${row}`).not.toBe('amount')
      if (status === 'skip') expect(cell, `row ${row}`).toBeUndefined()
    }
  })

  test('what a person answers comes back, and decides', async () => {
    const one = handed('04')
    const [sheet] = (await pricesOf(one)).sheets
    expect(sheet?.proposal?.unit).toBeUndefined()
    const name = sheet?.sheet.name ?? ''
    const answered = await pricesOf(one, [
      {
        sheet: name,
        unitWon: 10_000,
        columns: [{ column: 5, role: 'ignored' }],
        labels: [{ text: '33K↓', means: { bandWon: 33_000 } }],
      },
    ])
    const [proposal] = answered.sheets.map(({ proposal }) => proposal)
    expect(proposal?.unit).toEqual({ won: 10_000, from: 'answer' })
    expect(proposal?.columns.find(({ column }) => column === 5)?.role).toBe('ignored')
    expect(cellIn(answered, 'B2')?.reading).toMatchObject({ won: 350_000 })
    expect(cellIn(answered, 'B5')).toMatchObject({ axes: { bandWon: 33_000 } })
    expect(cellIn(answered, 'E3')).toBeUndefined()
    const texts = (proposal?.questions ?? []).map((question) => JSON.stringify(question))
    expect(texts.join()).not.toContain('33K↓')
  })

  test('headings without a word of the trade are asked for, and then read', async () => {
    const text = '가,나\n값,갑\nS26,350000\n'
    const first = await upload('prices', text)
    expect(first.body.sheets[0].proposal).toMatchObject({
      counts: { total: 0 },
      questions: [{ code: 'no_headings' }],
    })
    const columns = [
      { column: 1, role: 'device' },
      { column: 2, role: 'amount' },
    ]
    const labels = [
      { text: '나', means: { joinType: 'mnp' } },
      { text: '갑', means: { support: 'public' } },
    ]
    const mapping = JSON.stringify([{ sheet: 'Sheet1', headingRows: [1, 2], columns, labels }])
    const { body } = await upload('prices', text, { mapping })
    expect(cellIn(body, 'B3')).toMatchObject({
      axes: { device: 'S26', joinType: 'mnp', support: 'public' },
      reading: { kind: 'amount', won: 350_000 },
    })
  })
})

describe('a list of plans or devices that people sent', () => {
  const listOf = async (number: string, query = {}): Promise<CatalogUpload> => {
    const { file } = handed(number)
    const { status, body } = await upload('catalog', handedBytes(file), { name: file, ...query })
    expect(status).toBe(200)
    return body
  }

  test.each([
    ['05', 'plan'],
    ['06', 'device'],
  ])('%s has the outcome that stands beside each row', async (number, kind) => {
    const answer = await listOf(number)
    expect(answer.kind).toBe(kind)
    const verdicts = new Map(answer.verdicts.map((verdict) => [verdict.row, verdict]))
    for (const { row, status, into, reasons = [] } of handed(number).rows ?? []) {
      const verdict = verdicts.get(row)?.verdict
      if (status === 'skip') expect(verdict, `row ${row}`).toBeUndefined()
      else if (status === 'merge') expect(answer.repeats).toContainEqual({ row, of: into })
      // Text like a formula is inert text here, which the set also calls right.
      else if (status === 'accept' || reasons.includes('name_formula_like'))
        expect(verdict, `row ${row}`).toBe('new')
      else expect(verdict, `row ${row}`).toBe('refused')
    }
  })

  test('its rows are those that an import takes, the same again changes nothing, and undo takes them back', async () => {
    const { hq } = tree
    const before = (await hq.admin.get('plans?active=any')).body
    const answer = await listOf('05')
    const refused = new Set(
      answer.verdicts.filter(({ verdict }) => verdict === 'refused').map(({ row }) => row),
    )
    const rows = answer.rows.filter(({ row }) => !refused.has(row))
    const done = await hq.admin.post('catalog/import', { dryRun: false, rows })
    expect([done.status, done.body.created]).toEqual([201, rows.length])
    const again = await listOf('05')
    expect(
      again.verdicts.filter(({ row }) => !refused.has(row)).map(({ verdict }) => verdict),
    ).toEqual(rows.map(() => 'unchanged'))
    const names = (await hq.admin.get('plans?active=any')).body.items.map(
      ({ name }: { name: string }) => name,
    )
    expect(names).toContain('뷁데이터 무제한 109')
    await hq.admin.post(`catalog/imports/${done.body.importId}/undo`)
    expect((await hq.admin.get('plans?active=any')).body).toEqual(before)
  })

  test('colours of one model are one device, and its price belongs to a storage', async () => {
    const { rows } = await listOf('06')
    expect(rows[0]).toMatchObject({
      ...{ manufacturer: '가온전자', name: '가온 S26', modelCode: 'GA-S926' },
      ...{ storage: '기본', price: '1353000', colors: '팬텀 블랙 #1A1A1A' },
    })
    expect(rows[1]).toMatchObject({ name: '가온 S26', storage: '', colors: '크림 #F5F0E6' })
  })

  test('columns are what a person says they are', async () => {
    const text = '회사,이름,값\nSKT,새 요금 77,"77,000"\n'
    const first = await upload('catalog', text)
    expect(first.body).toMatchObject({ headingRow: null, rows: [], verdicts: [] })
    expect(first.body.head[0].cells).toContainEqual({ column: 3, shown: '값' })
    const columns = [
      { column: 1, field: 'carrier' },
      { column: 2, field: 'name' },
      { column: 3, field: 'monthlyFeeWon' },
    ]
    const mapping = JSON.stringify({ kind: 'plan', headingRow: 1, columns })
    const { body } = await upload('catalog', text, { mapping })
    expect(body.verdicts).toMatchObject([{ row: 2, verdict: 'new', name: 'SKT 새 요금 77' }])
  })
})

describe('what the product exports', () => {
  const workbook = async (spec: SheetSpec, rows: Row[]) => {
    const batches = (async function* () {
      yield rows
    })()
    return new Uint8Array(await new Response(xlsxStream(spec, batches)).arrayBuffer())
  }

  test('of the catalogue comes back unchanged, row by row', async () => {
    const { hq } = await world.mintTree()
    const days = { validFrom: '2026-01-01', validUntil: '2027-12-31' }
    await hq.admin.post('catalog/import', {
      dryRun: false,
      rows: starterRows(['skt', 'kt', 'lgu']),
    })
    await hq.admin.post('plans', {
      ...{ carrier: 'kt', name: '"따옴표" 007', category: '5G', description: '첫 줄\n=둘째 줄' },
      ...{ monthlyFeeWon: 1_234, ...days },
    })
    for (const device of [
      {
        name: '색만',
        palette: [
          { name: '팬텀 블랙', code: '#1A1A1A' },
          { name: '크림', code: null },
        ],
      },
      { name: '빈 기기' },
      {
        ...{ name: '용량 둘', modelCode: 'GN-1', ...days },
        storages: [
          { name: '256GB', priceWon: 1_353_000 },
          { name: '512GB', priceWon: 1_498_000 },
        ],
        palette: [{ name: '블루', code: '#0000FF' }],
      },
    ])
      expect((await hq.admin.post('devices', { manufacturer: '가온', ...device })).status).toBe(201)
    const [plans, devices] = await Promise.all(
      ['plans', 'devices'].map(
        async (list) => (await hq.admin.get(`${list}?active=any&limit=100`)).body.items,
      ),
    )
    for (const [spec, rows, count] of [
      [PLAN_SHEET, planRows(plans), plans.length],
      [DEVICE_SHEET, deviceRows(devices), devices.length],
    ] as const) {
      const { status, body } = await upload('catalog', await workbook(spec, rows), {}, hq.admin)
      expect([status, body.faults, body.repeats]).toEqual([200, [], []])
      expect(body.verdicts.length).toBeGreaterThanOrEqual(count)
      for (const verdict of body.verdicts) expect(verdict).toMatchObject({ verdict: 'unchanged' })
    }
  })

  test('of a matrix comes back as the same list', async () => {
    const from: FlatMatrix = {
      bandsWon: [99_000],
      bandLabels: [{ bandWon: 99_000, label: '100K 이상' }],
      months: [24],
      ...{ planGroups: [], deviceGroups: [] },
      cells: [
        { axes: { carrier: 'skt', bandWon: 99_000, months: 24 }, content: 12_345 },
        { axes: { carrier: 'kt', joinType: 'mnp' }, content: null },
      ],
    }
    const rows = flatRows(from, 10_000, { device: String, plan: String })
    const { body } = await upload('prices', await workbook(flatSheet(10_000), rows))
    const { cells, faults, ...shape } = body.list
    expect({ ...shape, faults }).toEqual({ ...from, cells: undefined, faults: [] })
    expect(cells.map(({ axes, content }: FlatMatrix['cells'][0]) => ({ axes, content }))).toEqual(
      from.cells,
    )
    expect(body.sheets).toEqual([])
  })
})

describe('a file that cannot be read', () => {
  test.each([
    ['20', 415, 'image'],
    ['21', 422, 'empty'],
    ['22', 422, 'damaged'],
    ['23', 422, 'encrypted'],
    ['24', 413, 'too_large'],
    ['27', 415, 'old_format'],
  ])('%s is answered with %i and what to send instead', async (number, status, refused) => {
    for (const to of ['prices', 'catalog'] as const) {
      const answer = await upload(to, handedBytes(handed(number).file))
      expect([answer.status, answer.body.facts.refused]).toEqual([status, refused])
      expect(answer.body.detail).toMatch(/[.)]$/)
    }
  })

  test('an empty result is no success, and names each sheet', async () => {
    for (const [to, text, refused] of [
      ['prices', '모델명,공시\nS26,동결\n', 'no_prices'],
      ['catalog', '통신사,요금제명,월정액\n', 'no_rows'],
      ['catalog', '통신사,요금제명,월정액\n※ 끝\n', 'no_rows'],
    ] as const) {
      const { status, body } = await upload(to, text, { name: '표.csv' })
      expect([status, body.facts.refused]).toEqual([422, refused])
      expect(body.errors).toMatchObject([{ path: '표', code: refused }])
    }
  })

  test('the type, the length and the mapping are checked', async () => {
    const headers = await tree.hq.admin.credentials()
    const sent = (init: RequestInit, query = '') =>
      world.call(`uploads/prices${query}`, { method: 'POST', ...init })
    for (const type of ['application/json', 'image/png', 'multipart/form-data', ''])
      expect(
        (await sent({ headers: { ...headers, 'content-type': type }, body: 'a,b' })).status,
      ).toBe(415)
    const csv = { ...headers, 'content-type': 'text/csv' }
    const packed = { ...csv, 'content-encoding': 'gzip' }
    expect((await sent({ headers: packed, body: 'a,b' })).status).toBe(415)
    const large = { ...csv, 'content-length': String(UPLOAD_BYTES_MAX + 1) }
    expect((await sent({ headers: large, body: 'a,b' })).status).toBe(413)
    let given = 0
    const endless = new ReadableStream({
      pull(controller) {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const streamed = { headers: csv, body: endless, duplex: 'half' } as RequestInit
    expect((await sent(streamed)).status).toBe(413)
    expect(given).toBeLessThan(2 * UPLOAD_BYTES_MAX)
    const lost = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    const broken = { headers: csv, body: lost, duplex: 'half' } as RequestInit
    expect((await sent(broken)).status).toBe(400)
    for (const mapping of ['{', '{}', '[1]', '[{"sheet":"a","stranger":1}]', 'null'])
      expect(
        (await sent({ headers: csv, body: 'a' }, `?mapping=${encodeURIComponent(mapping)}`)).status,
        mapping,
      ).toBe(422)
  })

  test('any bytes are read or refused', async () => {
    const bytes = handedBytes(handed('02').file)
    for (let at = 0; at < bytes.length; at += 977) {
      const spoiled = bytes.slice()
      spoiled[at] = (spoiled[at] ?? 0) ^ 0xff
      const { status } = await upload('prices', spoiled)
      expect([200, 413, 415, 422], `byte ${at}`).toContain(status)
    }
  })
})

test('nothing of a file is stored', async () => {
  const before = await dump(world.platform.db)
  await pricesOf(handed('02'))
  await upload('catalog', handedBytes(handed('05').file))
  await upload('catalog', handedBytes(handed('06').file))
  await world.platform.settled()
  expect(await dump(world.platform.db)).toEqual(before)
})

test('only an admin of the headquarters sends files', async () => {
  const { hq, a, r1 } = tree
  for (const who of [hq.staff, a.admin, r1.admin])
    for (const to of ['prices', 'catalog'] as const)
      expect((await upload(to, 'a,b', {}, who)).status).toBe(403)
})

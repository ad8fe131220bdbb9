import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handed, handedBytes } from '#tests/files/handed.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { DEVICE_SHEET, deviceRows, PLAN_SHEET, planRows } from '../catalog/exported-rows.ts'
import { starterRows } from '../catalog/starter.ts'
import { workbookOf } from '../sheets/workbook.fixture.ts'
import type { CatalogUpload } from './contract.ts'
import { uploadBy, workbook } from './uploads.fixture.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

type Sent = Parameters<typeof uploadBy>
const upload = (to: Sent[1], bytes: Sent[2], query?: Sent[3], who: Sent[0] = tree.hq.admin) =>
  uploadBy(who, to, bytes, query)

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

  test('a wide sheet and a strict one are asked about, and then have their rows, whole', async () => {
    const asked = async (number: string, fields: string[]) => {
      const first = await listOf(number)
      expect([first.headingRow, first.rows]).toEqual([null, []])
      const mapping = JSON.stringify({
        ...{ kind: 'plan', headingRow: 1 },
        columns: fields.map((field, at) => ({ column: at + 1, field })),
      })
      return { first, answered: await listOf(number, { mapping }) }
    }
    const wide = await asked('25', ['name', 'category', 'description'])
    expect(wide.first.head).toHaveLength(5)
    expect(Math.max(...wide.first.head.map(({ cells }) => cells.length))).toBe(3)
    expect(wide.answered.columns).toHaveLength(3)
    expect(wide.answered.rows.map(({ row, name }) => [row, name])).toEqual([
      [2, '김가상'],
      [3, '이견본'],
      [4, '박예시'],
      [5, '최모형'],
    ])
    // A text that does not fit is said to be too long, and never cut in silence.
    expect(
      wide.answered.faults.filter(({ reason }) => reason === 'too_long').map(({ row }) => row),
    ).toEqual([3, 4])

    const strict = await asked('26', ['name', 'category', 'validFrom', 'description'])
    expect(strict.answered.rows.map(({ name, validFrom }) => [name, validFrom])).toEqual([
      ['김가상', '2025-06-06'],
      ['이견본', '2025-06-06'],
      ['박예시', '2025-06-07'],
    ])
  })

  test('a colour with two codes is asked about, and a long name fits into its row', async () => {
    const rows = [
      '가온,S26,블루,#0000FF',
      '가온,S26,블루,#00FFFF',
      `가온,${'가'.repeat(201)},블루,`,
    ]
    const { body } = await upload('catalog', ['제조사,모델명,색상,색상코드', ...rows].join('\n'))
    expect(body.faults).toMatchObject([
      { row: 3, reason: 'repeats_row', other: 2 },
      { row: 4, field: 'name', reason: 'too_long' },
    ])
    expect(body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'new',
      'refused',
      'refused',
    ])
    // Rows go to the import as they came, where a longer one would refuse them all.
    expect(
      (await tree.hq.admin.post('catalog/import', { dryRun: true, rows: body.rows })).status,
    ).toBe(201)
  })

  test('a hidden row is added or left out by a person', async () => {
    const row = (n: number, hidden: string, ...texts: string[]) =>
      `<row r="${n}"${hidden}>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
    const sheet = `<sheetData>${row(1, '', '통신사', '요금제명', '월정액')}${row(2, '', 'SKT', '보임', '77,000')}${row(3, ' hidden="1"', 'SKT', '숨음', '88,000')}</sheetData>`
    const { body } = await upload('catalog', workbookOf(sheet))
    expect(body.faults).toMatchObject([{ row: 3, reason: 'hidden' }])
    expect(body.verdicts).toMatchObject([
      { row: 2, verdict: 'new' },
      { row: 3, verdict: 'refused' },
    ])
  })

  test('a hidden column is named, and read only where a person says what it is', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const row = (n: number, ...texts: string[]) => `<row r="${n}">${texts.map(cell).join('')}</row>`
    const sheet = `<cols><col min="3" max="3" hidden="1"/></cols><sheetData>${row(1, '통신사', '요금제명', '월정액')}${row(2, 'SKT', '가려진 값', '77,000')}</sheetData>`
    const { body } = await upload('catalog', workbookOf(sheet))
    const fields = (columns: { field: string | null; hidden: boolean }[]) =>
      columns.map(({ field, hidden }) => [field, hidden])
    expect(fields(body.columns)).toEqual([
      ['carrier', false],
      ['name', false],
      [null, true],
    ])
    const mapping = JSON.stringify({ columns: [{ column: 3, field: 'monthlyFeeWon' }] })
    const said = await upload('catalog', workbookOf(sheet), { mapping })
    expect(said.body.rows).toMatchObject([{ fee: expect.stringContaining('77') }])
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

test('an exported catalogue comes back unchanged, row by row', async () => {
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

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRows } from '#tests/raw-rows.ts'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'

// The many spellings of one input have one meaning; an impossible input is refused with a code and a place.

let world: World
let tree: Tree
let policyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  policyId = await tree.publish()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (companyId: string) => ({ period, items: [{ companyId, amountWon: 50_000_000 }] })
  await tree.hq.admin.post('rebates/allocations', give(tree.a.id))
  await tree.a.admin.post('rebates/distributions', give(tree.r1.id))
})
afterAll(() => world.close())

type Answer = { status: number; body: { errors?: { path: string; code: string }[] } }
const faultsOf = ({ status, body }: Answer) => [
  status,
  ...(body.errors ?? []).map(({ path, code }) => `${path} ${code}`),
]
const order = (change: object = {}) =>
  tree.r1.admin.post('orders', c2Order(policyId, tree.skt99, change))
const form = (answers: object) => ({
  form: { ...c2Order('', '').form, ...answers },
})
const customer = (change: object) => ({
  customer: { name: '홍길동', phone: '01012344417', type: 'adult', ...change },
})

describe('an order', () => {
  test.each<[string, object, string]>([
    ['an invisible name', customer({ name: '\u3164' }), 'customer.name required'],
    ['a phone number of zeros', customer({ phone: '000000000' }), 'customer.phone phone'],
    [
      'a resident number as a name',
      customer({ name: '홍길동 901010-1234567' }),
      'customer.name resident_number',
    ],
    ['a card in the memo', form({ memo: '카드 4111 1111 1111 1111' }), 'form.memo card_number'],
    ['an IMEI of zeros', form({ imei: '000000000000000' }), 'form.imei imei'],
    ['an EID of one digit', { simType: 'esim', ...form({ eid: '1' }) }, 'form.eid eid'],
    [
      'a birth date in the future',
      form({ birth_date: '2099-01-01' }),
      'form.birth_date birth_future',
    ],
    ['a birth date too long ago', form({ birth_date: '1890-01-01' }), 'form.birth_date birth_past'],
    ['an adult of 18', form({ birth_date: '2007-11-21' }), 'form.birth_date not_adult'],
  ])('%s is refused', async (_, change, fault) => {
    expect(faultsOf(await order(change))).toEqual([422, fault])
  })

  test('is accepted from a foreigner who comes of age today, with a long name and numbers in groups', async () => {
    const name = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2).trim().slice(0, 66)
    const { status, body } = await order({
      ...customer({ name, phone: '+82 10–1234–4417' }),
      ...form({ birth_date: '2007-11-20', imei: '４９０１５４２０-3237518' }),
    })
    expect(status).toBe(201)
    const seen = (await tree.r1.admin.get(`orders/${body.id}`)).body
    expect(seen.customer).toMatchObject({ name, phone: '01012344417' })
    expect(seen.form.imei).toBe('490154203237518')
  })

  test('is found by its number in full width, with other dashes or blanks', async () => {
    const { number } = (await order()).body
    const wide = number.replace(/[!-~]/g, (c: string) =>
      String.fromCharCode(c.charCodeAt(0) + 0xfee0),
    )
    for (const typed of [
      wide,
      number.replaceAll('-', '–'),
      number.replaceAll('-', ' '),
      number.toLowerCase(),
    ]) {
      const q = encodeURIComponent(typed)
      expect((await tree.hq.admin.get(`orders?q=${q}`)).body.items, typed).toHaveLength(1)
    }
    const q = encodeURIComponent(wide)
    expect((await world.nobody.get(`track?order=${q}&phone=4417`)).status).toBe(200)
  })

  test('is activated on a day between its own and today', async () => {
    const { id } = (await order()).body
    await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
    await tree.hq.admin.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
    const complete = (activatedOn: string) =>
      tree.hq.admin.post(`orders/${id}/completion`, {
        version: 3,
        activatedOn,
        activatedNumber: '010-1234-4417',
      })
    expect(faultsOf(await complete('2000-01-01'))).toEqual([422, 'activatedOn before_order'])
    expect(faultsOf(await complete('2026-11-21'))).toEqual([422, 'activatedOn future'])
    expect((await complete('2026-11-20')).status).toBe(200)
    const lines = { month: '2026-11' }
    await tree.hq.admin.post('settlements/approvals', { lines })
    const pay = (paidOn: string) =>
      tree.hq.admin.post('settlements/payments', {
        lines,
        paidOn,
        method: 'transfer',
        reference: 'KB-1',
      })
    expect(faultsOf(await pay('2000-01-01'))).toEqual([422, 'paidOn before_due'])
    expect((await pay('2026-11-20')).status).toBe(201)
  })
})

describe('a policy', () => {
  const publish = (change: object) =>
    tree.hq.admin.post('policies', { ...C2_POLICY, targets: [tree.a.id], ...change })

  test.each<[string, object]>([
    ['that is over', { validTo: '2020-02-01T00:00:00Z' }],
    ['that ended long ago', { validFrom: '2020-01-01T00:00:00Z', validTo: '2020-02-01T00:00:00Z' }],
  ])('%s is not published', async (_, dates) => {
    expect(faultsOf(await publish({ title: '지난 정책', ...dates }))).toEqual([422, 'validTo past'])
  })

  test('has a title that is unique in any spelling', async () => {
    expect((await publish({ title: '한글  제목' })).status).toBe(201)
    for (const title of ['한글 제목'.normalize('NFD'), ' 한글\u200B 제목\u202E', '한글\u3000제목'])
      expect((await publish({ title })).status, JSON.stringify(title)).toBe(409)
  })

  test.each<[string, object, string]>([
    ['a target', { targets: ['A', 'A'] }, 'targets.1 repeated'],
    ['a cell', { cells: [0, 0] }, 'cells.1 repeated'],
    ['a question', { form: [0, 0] }, 'form.1.key repeated'],
    ['a contract', { months: [24, 12, 24] }, 'months.2 repeated'],
  ])('does not name %s twice', async (_, twice, fault) => {
    const [key = '', list = []] = Object.entries(twice)[0] ?? []
    const [cell, entry] = [C2_POLICY.cells[0], C2_POLICY.form[0]]
    const real = (each: unknown) => ({ targets: tree.a.id, cells: cell, form: entry })[key] ?? each
    const answer = await publish({ title: `두 번 ${key}`, [key]: list.map(real) })
    expect(faultsOf(answer)).toEqual([422, fault])
  })
})

test.each<[string, object, string]>([
  [
    'cells',
    { cells: [C2_POLICY.cells[0], { ...C2_POLICY.cells[0], amountWon: 1 }] },
    'cells.1 repeated',
  ],
  ['overrides', { overrides: [1, 2] }, 'overrides.1.retailId repeated'],
])('an agency’s %s must not contradict each other', async (_, change, fault) => {
  const { overrides = [], ...rest } = change as { overrides?: number[] }
  const answer = await tree.a.admin.put(`policies/${policyId}/agency-rates`, {
    ...{ basedOn: 0, cells: [], ...rest },
    overrides: overrides.map((amountWon) => ({ retailId: tree.r1.id, amountWon })),
  })
  expect(faultsOf(answer)).toEqual([422, fault])
})

describe('a company', () => {
  const add = (change: object) =>
    tree.hq.admin.post('companies', {
      ...{
        parentId: tree.a.id,
        name: '강릉중앙점',
        businessNumber: null,
        phone: null,
        address: null,
      },
      ...change,
    })

  test('is found by any spelling of its name and of its code', async () => {
    const { status, body } = await add({
      name: '강릉 중앙점'.normalize('NFD'),
      phone: '１５８８–1234',
    })
    expect([status, body.name, body.phone]).toEqual([201, '강릉 중앙점', '1588-1234'])
    const spellings = ['강릉 중앙', '강릉중앙', '강릉중앙'.normalize('NFD'), '릉중앙점']
    const codes = [body.code.replaceAll('-', '–'), body.code.replaceAll('-', ' ').toLowerCase()]
    for (const typed of [...spellings, ...codes]) {
      const { items } = (await tree.hq.admin.get(`companies?q=${encodeURIComponent(typed)}`)).body
      expect(
        items.map(({ id }: { id: string }) => id),
        typed,
      ).toEqual([body.id])
    }
    expect((await tree.hq.admin.get('companies?q=%25')).body.items).toEqual([])
  })

  test('has a name without characters that reorder or hide it', async () => {
    expect((await add({ name: '동\u202E해\u2069점\u200B' })).body.name).toBe('동해점')
    expect(faultsOf(await add({ name: '\u3164\u2800' }))).toEqual([422, 'name required'])
  })
})

test('the days of a filter are in order', async () => {
  const days = 'from=2026-11-20&to=2026-11-19'
  for (const path of ['orders', 'audit'])
    expect(faultsOf(await tree.hq.admin.get(`${path}?${days}`)), path).toEqual([
      422,
      'to before_start',
    ])
})

test('the database compares texts as the API does', async () => {
  const rows = await rawRows(
    world.platform.db,
    sql`select text_line(${' 강릉\u200B\u3000 중앙점 '.normalize('NFD')}) as line, text_key(${'ＳＫＴ 5G\u2800'}) as key,
      text_pattern(${'50 %_\\'}) as pattern`,
  )
  expect(rows).toEqual([{ line: '강릉 중앙점', key: 'skt5g', pattern: '%50\\%\\_\\\\%' }])
})

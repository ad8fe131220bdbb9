import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settlementSheet } from '../settlements/sheet.ts'
import { openSettled, type Settled } from './settled.fixture.ts'

let world: Settled
beforeAll(async () => {
  world = await openSettled()
})
afterAll(() => world.close())

const ask = (filters: object, type = 'settlements_detailed') =>
  world.tree.hq.admin.post('exports', { type, filters })

describe('a period', () => {
  test.each<[object, string]>([
    [{ from: '2026-11-01' }, 'filters.to'],
    [{ to: '2026-11-01' }, 'filters.from'],
    [{ from: '2026-11-02', to: '2026-11-01' }, 'filters.to'],
    [{ from: '2025-11-01', to: '2026-11-01' }, 'filters.to'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'filters.from'],
    [{ month: '2026-13' }, 'filters.month'],
    [{ month: '2026-11', from: '2026-11-01', to: '2026-11-02' }, 'filters.month'],
    [{ dateColumn: 'created_at' }, 'filters.dateColumn'],
    [{ start_date: '2026-11-01' }, 'filters.start_date'],
  ])('%j is refused at the wrong field', async (filters, path) => {
    const { status, body } = await ask(filters)
    expect(status).toBe(422)
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path)
  })

  test.each([
    ['2025-11-02', '2026-11-01'],
    // A leap year has 366 days; a year from 29 February ends on the next 28 February.
    ['2024-01-01', '2024-12-31'],
    ['2024-02-29', '2025-02-28'],
  ])('of a calendar year is the longest: %s to %s', async (from, to) => {
    const id = await world.ask(world.tree.hq.admin, { from, to })
    await world.build(id)
    const day = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10)
    expect((await ask({ from, to: day })).status).toBe(422)
  })

  test('left out means the last three months, and the answer states them', async () => {
    const { status, body } = await world.tree.hq.admin.post('exports', {
      type: 'settlements_detailed',
    })
    expect(status).toBe(202)
    expect(body.filters).toEqual({ from: '2026-08-21', to: '2026-11-20', dateColumn: 'eligible' })
    await world.build(body.id)
  })

  test('without settled orders gives a workbook with a header and zero totals', async () => {
    const { hq } = world.tree
    const id = await world.ask(hq.admin, { month: '2025-01' })
    await world.build(id)
    expect(await world.state(hq.admin, id)).toMatchObject({ doneRows: 0, totalRows: 0 })
    const { headers, rows, total } = await world.readSheet(hq.admin, id)
    expect(headers).toEqual(
      settlementSheet({ tier: 'hq', grants: [] }).spec.columns.map(({ header }) => header),
    )
    expect(rows).toEqual([])
    expect(total).toMatchObject({ '총 수수료': 0 })
  })
})

test('each date column selects by its own date', async () => {
  const tree = world.tree
  const { clock } = world.platform
  // Placed on the 21st, activated on the 23rd, completed on the 25th, paid on the 27th, in Seoul.
  clock.set('2026-11-20T15:00:00Z')
  const order = await world.place()
  clock.set('2026-11-25T14:59:59Z')
  await world.complete(order, '2026-11-23')
  clock.set('2026-11-27T03:00:00Z')
  await tree.hq.admin.post('settlements/approvals', { lines: { month: '2026-11' } })
  const paid = await tree.hq.admin.post('settlements/payments', {
    lines: { month: '2026-11' },
    paidOn: '2026-11-27',
    method: 'transfer',
    reference: 'KB-1',
  })
  expect(paid.status).toBe(201)

  const rowsOn = async (dateColumn: string, day: string, who = tree.hq.admin) => {
    const id = await world.ask(who, { from: day, to: day, dateColumn })
    await world.build(id)
    return (await world.state(who, id)).doneRows
  }
  const days = { placed: 21, activated: 23, eligible: 25, paid: 27 }
  for (const [column, day] of Object.entries(days)) {
    expect(await rowsOn(column, `2026-11-${day}`)).toBe(1)
    expect(await rowsOn(column, `2026-11-${day - 1}`)).toBe(0)
    expect(await rowsOn(column, `2026-11-${day + 1}`)).toBe(0)
  }
  // HQ has paid the agency, but the agency has not yet paid the shop.
  expect(await rowsOn('paid', '2026-11-27', tree.a.admin)).toBe(1)
  expect(await rowsOn('paid', '2026-11-27', tree.r1.admin)).toBe(0)
  expect(await rowsOn('eligible', '2026-11-25', tree.r1.admin)).toBe(1)
})

test('an order settled after the request is not in the file, however late it is built', async () => {
  const { hq, r2 } = world.tree
  const before = await world.ask(hq.admin, { month: '2026-11', companyId: r2.id })
  world.platform.clock.advance(1)
  await world.settle(r2.staff)
  await world.build(before)
  expect(await world.state(hq.admin, before)).toMatchObject({ doneRows: 0 })
  const after = await world.ask(hq.admin, { month: '2026-11', companyId: r2.id })
  await world.build(after)
  expect(await world.state(hq.admin, after)).toMatchObject({ doneRows: 1 })
})

describe('a request', () => {
  test('twice under one key begins one export; the same key with another period is refused', async () => {
    const { admin } = (await world.mintTree()).hq
    const key = { 'idempotency-key': 'export-november' }
    const send = (month: string) =>
      admin.post('exports', { type: 'settlements_detailed', filters: { month } }, key)
    const [first, second] = [await send('2026-11'), await send('2026-11')]
    expect(second.body).toEqual(first.body)
    expect((await admin.get('exports')).body.items).toHaveLength(1)
    await world.jobOf(first.body.id)
    expect(await send('2026-10')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })

  test('without a key is refused', async () => {
    const { admin } = world.tree.hq
    const asked = await admin.post(
      'exports',
      { type: 'settlements_detailed' },
      { 'idempotency-key': '' },
    )
    expect(asked).toMatchObject({ status: 400, body: { code: 'idempotency_key_required' } })
  })

  test('for another kind of export is refused', async () => {
    expect((await ask({}, 'customers')).status).toBe(422)
  })

  test('beyond five open exports is refused until one has ended', async () => {
    const { admin } = (await world.mintTree()).hq
    const ids = []
    for (let n = 0; n < 5; n++) ids.push(await world.ask(admin))
    const sixth = () => admin.post('exports', { type: 'settlements_detailed' })
    expect(await sixth()).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    await world.build(ids[2] ?? '')
    expect((await sixth()).status).toBe(202)
  })
})

test('the list pages through the company’s own exports, newest first', async () => {
  const { admin } = (await world.mintTree()).hq
  const ids: string[] = []
  for (let n = 0; n < 3; n++) {
    ids.unshift(await world.ask(admin))
    await world.build(ids[0] ?? '')
  }
  const first = (await admin.get('exports?limit=2')).body
  const rest = (await admin.get(`exports?limit=2&after=${first.nextCursor}`)).body
  expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual(ids)
  expect(rest.nextCursor).toBeNull()
})

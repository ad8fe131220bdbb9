import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tier } from '#db/words.ts'
import { settlementSheet } from '../settlements/sheet.ts'
import { unpacked } from '../xlsx/unpacked.fixture.ts'
import { openSettled, type Settled } from './settled.fixture.ts'

let world: Settled
let orderId: string
beforeAll(async () => {
  world = await openSettled()
  orderId = await world.settle()
  // Neither may appear: one is not completed, the other belongs to another agency.
  await world.place()
  await world.settle(world.tree.rb.staff)
  await world.platform.settled()
})
afterAll(() => world.close())

/** The columns that a tier gets; `settlements/sheet.test.ts` names them. */
const headersOf = (tier: Tier) =>
  settlementSheet({ tier, grants: [] }).spec.columns.map(({ header }) => header)

const C2_HQ = { '총 수수료': 407_700, '대리점 정산': 100_000, '판매점 수수료': 307_700 }

describe('the workbook of C.2', () => {
  test('is one row that adds up, read by an independent reader', async () => {
    const { a, hq, r1 } = world.tree
    const id = await world.ask(hq.admin, { month: '2026-11', companyId: a.id })
    expect(await world.build(id)).toEqual({ outcome: 'done' })

    const { headers, rows, total } = await world.readSheet(hq.admin, id)
    expect(headers).toEqual(headersOf('hq'))
    expect(rows).toMatchObject([
      {
        접수일: new Date('2026-11-20T00:00:00.000Z'),
        판매점: r1.name,
        정책명: expect.stringContaining('5G 프리미엄'),
        고객명: '홍*동',
        '생년월일(마스킹)': '90****',
        개통번호: '010-****-1234',
        주소: '서울특별시 강남구',
        통신사: 'SKT',
        가입유형: '번호이동',
        요금제: '5G 프리미엄 99',
        선택약정: '선택약정 24개월',
        모델명: 'SM-S931N',
        IMEI1: '356938035643809',
        IMEI2: null,
        EID: null,
        'USIM 모델': 'NFC',
        'USIM 일련번호': '8982050012345678903',
        '그레이드(레벨/보너스)': '-',
        ...C2_HQ,
      },
    ])
    expect(total).toMatchObject({ 접수일: '합계', ...C2_HQ })
  })

  test('notifies its requester, and updates all open pages', async () => {
    const { hq } = world.tree
    const id = await world.ask(hq.admin)
    world.platform.published.length = 0
    await world.build(id)
    const events = world.platform.published.map(({ companyId, type }) => `${companyId} ${type}`)
    expect(new Set(events)).toEqual(
      new Set(
        ['export.progressed', 'notification.created', 'export.finished'].map(
          (type) => `${hq.id} ${type}`,
        ),
      ),
    )
    expect(await world.news(hq.admin, id)).toMatchObject([
      {
        type: 'excel_ready',
        params: { rows: 2, fileName: expect.stringMatching(/^정산내역_20261120_\d{6}\.xlsx$/) },
      },
    ])
    expect(await world.news(hq.staff, id)).toEqual([])
  })

  test('is downloaded under its Korean name, with its length', async () => {
    const { hq } = world.tree
    const id = await world.ask(hq.admin)
    await world.build(id)
    const response = await world.fetchFile(hq.admin, id)
    const { sizeBytes, status, doneRows, totalRows, fileName } = await world.state(hq.admin, id)
    expect({ status, doneRows, totalRows }).toEqual({
      status: 'completed',
      doneRows: 2,
      totalRows: 2,
    })
    expect(response.headers.get('content-length')).toBe(String(sizeBytes))
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      `UTF-8''${fileName}`,
    )
    expect((await response.arrayBuffer()).byteLength).toBe(sizeBytes)
  })

  test('shows an agency the orders of its own shops, its amounts, and only the ends of serial numbers', async () => {
    const { a, r1 } = world.tree
    const id = await world.ask(a.admin)
    await world.build(id)
    const { headers, rows, total } = await world.readSheet(a.admin, id)
    expect(headers).toEqual(headersOf('agency'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ 판매점: r1.name, IMEI1: '*********643809', ...C2_HQ })
    expect(total).toMatchObject(C2_HQ)
  })

  test('gives a shop its share, and no byte of the amounts above it', async () => {
    const { r1 } = world.tree
    const id = await world.ask(r1.admin)
    await world.build(id)
    const { headers, rows, total } = await world.readSheet(r1.admin, id)
    expect(headers).toEqual(headersOf('retail'))
    expect(headers).not.toContain('총 수수료')
    expect(headers).not.toContain('대리점 정산')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ '판매점 수수료': 307_700 })
    expect(total).toMatchObject({ '판매점 수수료': 307_700 })

    const bytes = unpacked(new Uint8Array(await world.download(r1.admin, id)))
    expect(bytes).toContain('307700')
    for (const secret of ['407700', '400000', '100000', '홍길동', '01012341234', '1990'])
      expect(bytes).not.toContain(secret)
  })

  test('includes an order of 0 won for the shop with its SIM amount', async () => {
    const { hq, a, r2, skt99 } = world.tree
    const policyId = await world.tree.publish({ form: [] })
    await a.admin.put(`policies/${policyId}/agency-rates`, {
      basedOn: 1,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 0 }],
    })
    const form = {}
    await world.complete(
      await world.place(r2.staff, { policyId, planId: skt99, form, joinType: 'new' }),
    )
    const id = await world.ask(r2.admin)
    await world.build(id)
    expect((await world.readSheet(r2.admin, id)).rows).toMatchObject([{ '판매점 수수료': 7_700 }])
    const above = await world.ask(hq.admin, { month: '2026-11', companyId: r2.id })
    await world.build(above)
    expect((await world.readSheet(hq.admin, above)).rows).toMatchObject([
      { '총 수수료': 407_700, '대리점 정산': 400_000, '판매점 수수료': 7_700 },
    ])
  })
})

describe('an order whose lines do not add up', () => {
  test('fails the export at once, without a file, and reports the reason', async () => {
    const { hq, a, b } = world.tree
    const shift = (by: number) =>
      world.platform.db.execute(sql`update settlement_lines set amount_won = amount_won + ${by}::bigint
        where order_id = ${orderId} and payee_id = ${a.id} and source = 'order'`)
    await shift(1)
    const id = await world.ask(hq.admin, { month: '2026-11', companyId: a.id })
    expect(await world.build(id)).toEqual({ outcome: 'failed' })
    expect(await world.state(hq.admin, id)).toMatchObject({ status: 'failed', error: 'unbalanced' })
    expect((await world.fetchFile(hq.admin, id)).status).toBe(409)
    expect(await world.news(hq.admin, id)).toMatchObject([{ type: 'excel_failed' }])

    // An order outside the file does not affect it.
    const other = await world.ask(hq.admin, { month: '2026-11', companyId: b.id })
    expect(await world.build(other)).toEqual({ outcome: 'done' })

    await shift(-1)
    const again = await hq.admin.post(`exports/${id}/retry`)
    expect(again.status).toBe(202)
    expect(await world.build(id)).toEqual({ outcome: 'done' })
    expect(await world.state(hq.admin, id)).toMatchObject({ status: 'completed', error: null })
  })
})

describe('access to it', () => {
  test('is refused to every other company, above, beside or in another tree', async () => {
    const { a, b, hq, r1, r2 } = world.tree
    const foreign = await world.mintTree()
    const id = await world.ask(a.admin)
    await world.build(id)
    for (const who of [hq, b, r1, r2, foreign.hq, foreign.a, foreign.r1]) {
      expect((await who.admin.get(`exports/${id}`)).status).toBe(404)
      expect((await who.admin.get(`exports/${id}/file`)).status).toBe(404)
      expect((await who.admin.post(`exports/${id}/cancellation`)).status).toBe(404)
      expect((await who.admin.post(`exports/${id}/retry`)).status).toBe(404)
      expect((await who.admin.get('exports')).text).not.toContain(id)
    }
    expect(await world.state(a.admin, id)).toMatchObject({ status: 'completed' })
  })

  test('allows staff to see progress, but not to request or download settlements', async () => {
    const { a } = world.tree
    const id = await world.ask(a.admin)
    expect((await a.staff.get(`exports/${id}`)).status).toBe(200)
    expect((await a.staff.get(`exports/${id}/file`)).status).toBe(403)
    expect((await a.staff.post(`exports/${id}/cancellation`)).status).toBe(403)
    expect((await a.staff.post('exports', { type: 'settlements_detailed' })).status).toBe(403)
  })

  test('is refused with 404 for a company outside the scope', async () => {
    const { a, b, r1, rb } = world.tree
    const foreign = await world.mintTree()
    for (const [who, companyId] of [
      [a, b.id],
      [a, rb.id],
      [r1, a.id],
      [a, foreign.a.id],
    ] as const) {
      const filters = { month: '2026-11', companyId }
      const asked = await who.admin.post('exports', { type: 'settlements_detailed', filters })
      expect(asked.status).toBe(404)
    }
  })

  test('ends for a person who is suspended before the file is built', async () => {
    const tree = await world.mintTree()
    const id = await world.ask(tree.a.admin)
    await world.platform.db.execute(
      sql`update users set status = 'suspended' where id = ${tree.a.admin.actor.userId}`,
    )
    expect(await world.build(id)).toEqual({ outcome: 'failed' })
    expect(await world.state(tree.a.staff, id)).toMatchObject({
      status: 'failed',
      error: 'not_allowed',
      sizeBytes: null,
    })
  })

  test('ends when a company above the requester is closed', async () => {
    const tree = await world.mintTree()
    const id = await world.ask(tree.r1.admin)
    await world.platform.db.execute(
      sql`update companies set active = false where id = ${tree.a.id}`,
    )
    expect(await world.build(id)).toEqual({ outcome: 'failed' })
  })
})

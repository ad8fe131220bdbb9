import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSettled, type Settled } from './settled.fixture.ts'

const REASON = '외부 감사 제출'
const COPIES = 4_500

let world: Settled
beforeAll(async () => {
  world = await openSettled({ connections: 2 })
  await world.settle()
  await world.platform.settled()
})
afterAll(() => world.close())

const send = (
  filters: object = { month: '2026-11' },
  who = world.tree.hq.admin,
  change: object = {},
) => who.post('exports', { type: 'audit_log', filters, reason: REASON, ...change })
async function ask(filters?: object, who?: typeof world.tree.hq.admin) {
  world.platform.clock.advance(1)
  const { status, body, text } = await send(filters, who)
  if (status !== 202) throw new Error(text)
  await world.platform.settled()
  return body.id as string
}
/** All rows: the last row is no total here, because events have none. */
async function read(id: string, who = world.tree.hq.admin) {
  const { headers, rows, total } = await world.readSheet(who, id)
  return { headers, rows: [...rows, total] }
}

describe('the workbook', () => {
  test('contains every event of the search, oldest first', async () => {
    const { hq } = world.tree
    const { items } = (await hq.admin.get('audit?limit=100')).body
    const id = await ask()
    expect(await world.build(id)).toEqual({ outcome: 'done' })
    const { headers, rows } = await read(id)
    expect(headers).toEqual([
      '시각',
      '누가',
      '아이디',
      '업체',
      '무엇을',
      '대상',
      '내용',
      '전',
      '후',
      'IP',
      '추적 번호',
    ])
    expect(rows.map((row) => [row['추적 번호'], row.대상])).toEqual(
      items
        .toReversed()
        .map(({ traceId, entityId }: { traceId: string; entityId: string }) => [traceId, entityId]),
    )
    const placed = rows.find((row) => row.무엇을 === '주문 접수')
    expect(placed).toMatchObject({
      누가: '사람',
      아이디: 't1-r1-staff',
      업체: world.tree.r1.name,
      IP: '192.0.2.1',
    })
    expect(rows.find((row) => row.무엇을 === '주문 승인')).toMatchObject({
      내용: expect.stringMatching(/^from: pending, number: SK-\d{6}-\d{8}, to: approved$/),
    })
    expect(
      decodeURIComponent(
        (await world.fetchFile(hq.admin, id)).headers.get('content-disposition') ?? '',
      ),
    ).toMatch(/감사기록_\d{8}_\d{6}\.xlsx/)
  })

  test('applies its filters and reports them', async () => {
    const { hq, a, r1 } = world.tree
    const rowsOf = async (filters: object) => {
      const id = await ask(filters)
      await world.build(id)
      expect((await world.state(hq.admin, id)).filters).toMatchObject({
        from: '2026-11-01',
        to: '2026-11-30',
      })
      return (await read(id)).rows
    }
    const month = { month: '2026-11' }
    const money = await rowsOf({ ...month, kind: 'money' })
    expect(new Set(money.map((row) => row.무엇을))).toEqual(
      new Set(['리베이트 할당', '리베이트 분배']),
    )
    const shops = await rowsOf({ ...month, companyId: r1.id })
    expect(new Set(shops.map((row) => row.업체))).toEqual(new Set([r1.name]))
    const { userId } = a.admin.actor
    const hers = await rowsOf({ ...month, userId, kind: 'trade' })
    expect(hers.map((row) => [row.아이디, row.무엇을])).toEqual([
      // First the agency passed HQ's amounts on, then it set prices.
      ['t1-a-admin', '판매점 단가 저장'],
      ['t1-a-admin', '판매점 단가 저장'],
    ])
  })

  test('of a tree with thousands of events contains each once, across batches', async () => {
    const { hq } = world.tree
    const other = await world.mintTree()
    const { db, clock } = world.platform
    const at = clock.now().toISOString()
    const { userId } = hq.staff.actor
    for (const tree of [hq.id, other.hq.id])
      await db.execute(sql`insert into audit_events
        (id, hq_id, company_id, user_id, action, entity_id, facts, trace_id, at)
        select gen_random_uuid(), ${tree}, ${tree}, ${userId}, 'company.settings', null, '{}',
          ${tree} || n, ${at}::timestamptz from generate_series(1, ${COPIES}::int) n`)
    // Ids that begin with the time of the event, as real ones do.
    await db.execute(sql`alter table audit_events disable trigger audit_events_append_only`)
    await db.execute(sql`update audit_events set id = (substr(
        lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), 1, 12)
        || '7' || substr(replace(id::text, '-', ''), 14))::uuid where action = 'company.settings'`)
    await db.execute(sql`alter table audit_events enable trigger audit_events_append_only`)

    const id = await ask({ month: '2026-11', kind: 'setting', userId })
    expect(await world.build(id)).toEqual({ outcome: 'done' })
    expect(await world.state(hq.admin, id)).toMatchObject({ doneRows: COPIES, totalRows: COPIES })
    const traces = (await read(id)).rows.map((row) => String(row['추적 번호']))
    expect(new Set(traces).size).toBe(COPIES)
    expect(traces.every((trace) => trace.startsWith(hq.id))).toBe(true)
  })

  test('contains no event after the request', async () => {
    const id = await ask({ month: '2026-11', kind: 'reveal' })
    await ask({ month: '2026-11', kind: 'reveal' })
    await world.build(id)
    const actions = (await read(id)).rows.map((row) => row.대상)
    expect(actions).not.toContain(id)
  })
})

describe('access to it', () => {
  test('is limited to admins of a headquarters, whatever else others may export', async () => {
    const { hq, a, r1 } = world.tree
    for (const who of [hq.staff, a.admin, a.staff, r1.admin])
      expect((await send({}, who)).status).toBe(403)
  })

  test('requires a reason, which is recorded with the requester', async () => {
    for (const change of [{ reason: undefined }, { reason: '감사' }, { reason: '   감사   ' }]) {
      const { status, body } = await send({}, undefined, change)
      expect([status, body.errors?.[0]?.path]).toEqual([422, 'reason'])
    }
    const id = await ask()
    const { items } = (await world.tree.hq.admin.get(`audit?entityId=${id}`)).body
    expect(items).toMatchObject([
      { action: 'export.audit', kind: 'reveal', facts: { reason: REASON, from: '2026-11-01' } },
    ])
  })

  test('ends for a person who is no longer an admin: no building, download, cancellation or retry', async () => {
    const tree = await world.mintTree()
    const built = await ask({}, tree.hq.admin)
    await world.build(built)
    const waiting = await ask({}, tree.hq.admin)
    await world.platform.db.execute(
      sql`update users set role = 'staff' where id = ${tree.hq.admin.actor.userId}`,
    )
    expect(await world.build(waiting)).toEqual({ outcome: 'failed' })
    expect(await world.state(tree.hq.staff, waiting)).toMatchObject({ error: 'not_allowed' })
    for (const [method, what] of [
      ['GET', 'file'],
      ['POST', 'cancellation'],
      ['POST', 'retry'],
    ] as const)
      expect((await tree.hq.staff.send(method, `exports/${built}/${what}`)).status).toBe(403)
  })

  test('through a program requires that the token includes it', async () => {
    const { hq } = world.tree
    const id = await ask()
    await world.build(id)
    const { secret } = (
      await hq.admin.post('me/tokens', {
        ...{ name: '정산 프로그램', expiresInDays: 30 },
        scopes: ['export.read', 'export.settlements'],
      })
    ).body
    const program = (path: string, method = 'GET', body?: object) =>
      world.call(path, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          'idempotency-key': 'the-key-of-a-program',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
    expect((await program(`exports/${id}`)).status).toBe(200)
    const asking = { type: 'audit_log', reason: REASON }
    for (const reply of [
      await program('exports', 'POST', asking),
      await program(`exports/${id}/file`),
      await program(`exports/${id}/cancellation`, 'POST'),
      await program(`exports/${id}/retry`, 'POST'),
    ])
      expect(reply.status).toBe(403)
    const settlements = { type: 'settlements_detailed' }
    expect((await program('exports', 'POST', settlements)).status).toBe(202)
  })

  test('is refused with 404 for a company of another tree', async () => {
    const { r1 } = await world.mintTree()
    expect((await send({ companyId: r1.id })).status).toBe(404)
  })
})

test('a settlement file shows full names if its requester has the grant when it is built', async () => {
  const { hq } = world.tree
  const names = async () => {
    const id = await world.ask(hq.admin)
    await world.build(id)
    return (await world.readSheet(hq.admin, id)).rows.map((row) => row.고객명)
  }
  expect(await names()).toEqual(['홍*동'])
  const { userId } = hq.admin.actor
  await world.platform.db.execute(
    sql`insert into user_grants values (${userId}, 'pii.export', ${userId}, now())`,
  )
  expect(await names()).toEqual(['홍길동'])
})

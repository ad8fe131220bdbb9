import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { personNamespace } from '../access/namespaces.ts'

const ACCOUNT = '110123456789'
const BORN = '1991-03-02'

let world: World
let tree: Tree
let keeper: Tree['hq']['admin']
let policyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  keeper = await tree.hq.lent('pii.view')
  policyId = await tree.publish()
  const { hq, a, r1 } = tree
  await a.admin.put(`policies/${policyId}/agency-rates`, {
    basedOn: 1,
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
  })
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (items: object[]) => ({ period, items })
  await hq.admin.post('rebates/allocations', give([{ companyId: a.id, amountWon: 9_000_000 }]))
  await a.admin.post('rebates/distributions', give([{ companyId: r1.id, amountWon: 9_000_000 }]))
})
afterAll(() => world.close())

const ANSWERS = {
  birth_date: BORN,
  device_model: '갤럭시 S26',
  previous_carrier: 'kt',
  bill_method: 'bank',
  bank_name: '국민은행',
  account_holder: '홍길동',
  account_number: ACCOUNT,
}

async function placed(form: object = ANSWERS): Promise<string> {
  const { status, body, text } = await tree.r1.staff.post(
    'orders',
    c2Order(policyId, tree.skt99, { form }),
  )
  if (status !== 201) throw new Error(text)
  return body.id
}
const look = (id: string, field = 'account_number', who = keeper, reason = '명의 확인 요청') =>
  who.post(`orders/${id}/reveals`, { field, reason })
const looks = async (id: string) =>
  (await tree.hq.admin.get(`audit?entityId=${id}&kind=reveal`)).body.items

describe('a person with the grant', () => {
  test('sees what the customer gave, for a minute; the log keeps who looked and why, not the value', async () => {
    const id = await placed()
    const { status, body, headers } = await look(id)
    expect({ status, body }).toEqual({
      status: 200,
      body: { field: 'account_number', value: ACCOUNT, seconds: 60 },
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await look(id, 'birth_date')).body.value).toBe(BORN)

    const kept = await looks(id)
    expect(kept).toMatchObject([
      { action: 'order.reveal', kind: 'reveal', facts: { field: 'birth_date' } },
      {
        facts: { field: 'account_number', reason: '명의 확인 요청' },
        user: { id: keeper.actor.userId },
        company: { id: tree.hq.id },
        address: '192.0.2.1',
        traceId: headers.get('x-trace-id'),
      },
    ])
    expect(JSON.stringify(kept)).not.toContain(ACCOUNT)
    expect(JSON.stringify(kept)).not.toContain(BORN)
  })

  test('sees the value in no other answer', async () => {
    const id = await placed()
    const { text } = await keeper.get(`orders/${id}`)
    expect(text).not.toContain(ACCOUNT)
    expect(text).not.toContain(BORN)
  })

  test.each([
    ['rejection', { version: 1, reason: '서류 미비' }],
    ['cancellation', { version: 1, reason: '변심' }],
  ])('sees nothing any more after %s, and is told that it was erased', async (to, body) => {
    const id = await placed()
    expect((await tree.hq.admin.post(`orders/${id}/${to}`, body)).status).toBe(200)
    for (const field of ['account_number', 'birth_date'])
      expect(await look(id, field)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect((await look(id)).body.detail).toContain('has been erased')
    expect(await looks(id)).toEqual([])
  })

  test('sees the value until the order is completed, and not after', async () => {
    const id = await placed()
    await tree.hq.admin.post(`orders/${id}/approval`, { version: 1 })
    await tree.hq.staff.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
    expect((await look(id)).status).toBe(200)
    await tree.hq.staff.post(`orders/${id}/completion`, {
      version: 3,
      activatedOn: '2026-11-20',
      activatedNumber: '01012344417',
    })
    expect((await look(id)).status).toBe(409)
  })

  test('learns that the customer was never asked', async () => {
    const id = await placed({
      birth_date: BORN,
      device_model: '갤럭시 S26',
      previous_carrier: 'kt',
    })
    expect(await look(id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })

  test('has to give a reason of five characters or more', async () => {
    const id = await placed()
    for (const reason of ['', '    확인    ', '가'.repeat(201)]) {
      const { status, body } = await look(id, 'account_number', keeper, reason)
      expect([status, body.errors?.[0]?.path]).toEqual([422, 'reason'])
    }
    expect((await look(id, 'customer_name')).status).toBe(422)
  })

  test('may look thirty times an hour; a refused look leaves no record', async () => {
    const other = await tree.hq.lent('pii.view', 'health.view')
    const id = await placed()
    for (let n = 0; n < 30; n++) expect((await look(id, 'birth_date', other)).status).toBe(200)
    const { status, body } = await look(id, 'birth_date', other)
    expect([status, body.code]).toEqual([429, 'too_many_requests'])
    expect(body.facts.retryAfterSeconds).toBeGreaterThan(0)
    expect((await look(id, 'birth_date')).status).toBe(200)
    expect(await looks(id)).toHaveLength(31)
    world.platform.clock.advance(2 * 3600)
    expect((await look(id, 'birth_date', other)).status).toBe(200)
  })
})

test('nobody without the grant sees it: no admin, no agency, not the shop itself', async () => {
  const id = await placed()
  const { hq, a, r1 } = tree
  for (const who of [hq.admin, hq.staff, a.admin, r1.admin, r1.staff])
    expect(await look(id, 'account_number', who)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  // A grant has no effect at a tier that it is not for.
  const lentBelow = [await a.lent('pii.view'), await r1.lent('pii.view')]
  for (const who of lentBelow) expect((await look(id, 'account_number', who)).status).toBe(403)
})

test('an order of another tree is answered as absent', async () => {
  const id = await placed()
  const stranger = await (await world.mintTree()).hq.lent('pii.view')
  expect((await look(id, 'account_number', stranger)).status).toBe(404)
})

test('after a grant is withdrawn, the next look is refused', async () => {
  const other = await tree.hq.lent('pii.view', 'customer.manage')
  const id = await placed()
  expect((await look(id, 'account_number', other)).status).toBe(200)
  await world.platform.db.execute(
    sql`delete from user_grants where user_id = ${other.actor.userId}`,
  )
  await world.platform.cache.bump(personNamespace(other.actor.userId))
  expect((await look(id, 'account_number', other)).status).toBe(403)
})

test('a look that cannot be recorded shows nothing', async () => {
  const id = await placed()
  const { db } = world.platform
  await db.execute(sql`create function refuse_reveal() returns trigger language plpgsql as
    $$ begin if new.action = 'order.reveal' then raise exception 'no room'; end if; return new; end $$`)
  await db.execute(sql`create trigger refuse_reveal before insert on audit_events
    for each row execute function refuse_reveal()`)
  const { status, text } = await look(id)
  expect(status).toBe(500)
  expect(text).not.toContain(ACCOUNT)
  await db.execute(sql`drop trigger refuse_reveal on audit_events`)
})

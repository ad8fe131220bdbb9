import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, nullable, recordOf, text } from '#db/values.ts'
import { seoulDay } from '../calendar.ts'
import { openAccounts } from './accounts.fixture.ts'

type Shop = Awaited<ReturnType<World['openShop']>>
type World = Awaited<ReturnType<typeof openAccounts>>
let world: World
let shop: Shop
beforeAll(async () => {
  world = await openAccounts()
  shop = await world.openShop()
})
beforeEach(() => world.nextDay())
afterAll(() => world.close())

const db = () => world.platform.db
/** What the last run recorded, by kind. */
const proofs = async () => {
  const rows = await rowsOf(
    db(),
    sql`select kind, erased, remaining from erasures
      where at = (select max(at) from erasures) order by id`,
    { kind: text, erased: integer, remaining: integer },
  )
  return Object.fromEntries(rows.map(({ kind, ...proof }) => [kind, proof]))
}
const audited = async ({ hq }: Shop) =>
  (await hq.admin.get('audit?kind=reveal')).body.items.filter(
    ({ action }: { action: string }) => action === 'privacy.erase',
  )
async function ended(of = shop) {
  const id = await of.place('110123456789')
  const { status } = await of.hq.admin.post(`orders/${id}/rejection`, {
    version: 1,
    reason: '서류 미비',
  })
  expect(status).toBe(200)
  return id
}

describe('account numbers', () => {
  test('left behind by ended orders are cut to four digits with proof; those of open orders stay', async () => {
    const other = await world.openShop()
    const open = await shop.place('110123456789')
    const missed = [await ended(), await ended(), await ended(other)]
    for (const id of missed) await world.missed(id)

    expect(await world.erase()).toBe('done')
    for (const id of missed)
      expect(await world.kept(id)).toEqual({ keyId: null, sealed: null, last4: '6789' })
    expect((await world.kept(open))?.sealed).toEqual(expect.any(String))
    expect((await proofs()).account_numbers).toEqual({ erased: 3, remaining: 0 })
    const [event] = await audited(shop)
    expect(event).toMatchObject({
      facts: { kind: 'account_numbers', erased: 2 },
      user: null,
      company: { id: shop.hq.id },
    })
    expect(await audited(other)).toMatchObject([{ facts: { erased: 1 } }])
  })

  test('are erased when the order ends, so the job records zero when nothing was missed', async () => {
    const id = await ended()
    expect(await world.kept(id)).toEqual({ keyId: null, sealed: null, last4: '6789' })
    const before = (await audited(shop)).length
    expect(await world.erase()).toBe('done')
    expect((await proofs()).account_numbers).toEqual({ erased: 0, remaining: 0 })
    expect(await audited(shop)).toHaveLength(before)
  })

  test('that cannot be erased fail the job, with the proof recorded, and do not block other erasures', async () => {
    const [stuck, free] = [await ended(), await ended()]
    for (const id of [stuck, free]) await world.missed(id)
    await db().execute(
      sql.raw(`create function keep_one() returns trigger language plpgsql as $$ begin
        if new.order_id = '${stuck}' and new.sealed is null then return null; end if; return new; end $$`),
    )
    await db().execute(sql`create trigger keep_one before update on order_secrets
      for each row execute function keep_one()`)
    world.platform.logged.splice(0)

    expect(await world.erase()).toBe('retry')
    expect((await world.kept(free))?.sealed).toBeNull()
    expect(await proofs()).toMatchObject({
      account_numbers: { erased: 1, remaining: 1 },
      invitees: { remaining: 0 },
    })
    expect(world.platform.logged).toContainEqual(
      expect.objectContaining({
        event: 'privacy.fault',
        level: 'error',
        error: expect.objectContaining({ message: 'account_numbers: 1 could not be erased.' }),
      }),
    )

    await db().execute(sql`drop trigger keep_one on order_secrets`)
    world.platform.clock.advance(60)
    expect(await world.erase()).toBe('done')
    expect((await world.kept(stuck))?.sealed).toBeNull()
  })
})

describe('a customer’s data in an order', () => {
  const daysOn = (days: number) => world.platform.clock.advance(days * 86_400)
  const ROW = { form: recordOf(text), name: text, phone: text, activated: nullable(text) }
  const rowOf = async (id: string) => {
    const [row] = await rowsOf(
      db(),
      sql`select form, customer_name as name, customer_phone as phone, activated_number as activated
        from orders where id = ${id}`,
      ROW,
    )
    return row
  }
  const KEPT = {
    bank_name: '국민은행',
    bill_method: 'bank',
    device_model: '갤럭시 S26',
    previous_carrier: 'kt',
  }
  async function completed() {
    const id = await shop.place('110123456789')
    const move = (to: string, body: object) => shop.hq.admin.post(`orders/${id}/${to}`, body)
    await move('approval', { version: 1 })
    await move('shipment', { version: 2, courier: 'cj', trackingNumber: '123456789012' })
    const today = seoulDay(world.platform.clock.now())
    const activated = { activatedOn: today, activatedNumber: '01012344417' }
    expect((await move('completion', { version: 3, ...activated })).status).toBe(200)
    return id
  }
  const detail = async (id: string) => (await shop.r1.admin.get(`orders/${id}`)).body

  test('are erased with a rejection, except name and number, which are masked a month later', async () => {
    const id = await ended()
    expect(await rowOf(id)).toMatchObject({ form: KEPT, name: '홍길동', phone: '01012344417' })
    expect((await detail(id)).erased).toEqual({ answers: true, person: false })
    daysOn(31)
    expect(await world.erase()).toBe('done')
    expect(await rowOf(id)).toMatchObject({ name: '홍*동', phone: '4417' })
  })

  test('stay thirty days after completion, and the name as long as money may be claimed back', async () => {
    const [id, open] = [await completed(), await shop.place('110123456789')]
    daysOn(30)
    expect(await world.erase()).toBe('done')
    expect((await rowOf(id))?.form).toHaveProperty('birth_date')
    daysOn(1)
    expect(await world.erase()).toBe('done')
    expect(await rowOf(id)).toMatchObject({ form: KEPT, name: '홍길동', activated: '01012344417' })
    expect((await proofs()).order_answers).toMatchObject({ remaining: 0 })
    expect(await detail(id)).toMatchObject({ erased: { answers: true, person: false } })
    daysOn(180 - 31)
    expect(await world.erase()).toBe('done')
    expect((await rowOf(id))?.name).toBe('홍길동')
    daysOn(1)
    expect(await world.erase()).toBe('done')
    expect(await rowOf(id)).toMatchObject({ name: '홍*동', phone: '4417', activated: '4417' })
    expect((await proofs()).order_customers).toMatchObject({ remaining: 0 })
    expect(await detail(id)).toMatchObject({
      customer: { name: '홍*동', phone: '***-****-4417' },
      erased: { answers: true, person: true },
    })
    // An open order keeps all its data, however long it takes.
    expect(await rowOf(open)).toMatchObject({ name: '홍길동', phone: '01012344417' })
    expect((await rowOf(open))?.form).toHaveProperty('birth_date')
    expect(await audited(shop)).toContainEqual(
      expect.objectContaining({ facts: expect.objectContaining({ kind: 'order_customers' }) }),
    )
  })

  test('that cannot be erased fail the job, and are erased once they can be', async () => {
    const id = await completed()
    daysOn(31)
    await db().execute(
      sql.raw(`create function keep_answers() returns trigger language plpgsql as $$ begin
        if new.id = '${id}' and new.answers_until is null then return null; end if; return new; end $$`),
    )
    await db().execute(sql`create trigger keep_answers before update on orders
      for each row execute function keep_answers()`)
    expect(await world.erase()).toBe('retry')
    expect((await proofs()).order_answers).toMatchObject({ remaining: 1 })
    await db().execute(sql`drop trigger keep_answers on orders`)
    world.platform.clock.advance(60)
    expect(await world.erase()).toBe('done')
    expect((await rowOf(id))?.form).toEqual(KEPT)
  })
})

describe('personal data elsewhere', () => {
  const day = (days: number) =>
    new Date(world.platform.clock.now().getTime() - days * 86_400_000).toISOString()

  test('devices and addresses are erased ninety days after a session ends', async () => {
    const { userId } = shop.a.admin.actor
    const session = (ended: string, expires: string, name: string) =>
      db().execute(sql`insert into sessions
        (id, user_id, rotated_at, created_at, last_seen_at, revoked_at, expires_at, address, user_agent, device_name)
        values (gen_random_uuid(), ${userId}, now(), now(), now(), ${ended === '' ? null : ended}::timestamptz,
          ${expires}::timestamptz, '192.0.2.9', ${name}, 'Chrome')`)
    await session(day(91), day(-10), 'revoked long ago')
    await session('', day(91), 'over long ago')
    await session(day(89), day(-10), 'revoked')
    await session('', day(-10), 'open')
    expect(await world.erase()).toBe('done')
    expect((await proofs()).session_devices).toEqual({ erased: 2, remaining: 0 })
    const left = await rowsOf(
      db(),
      sql`select user_agent as "userAgent" from sessions where address = '192.0.2.9' order by 1`,
      { userAgent: text },
    )
    expect(left.map(({ userAgent }) => userAgent)).toEqual(['open', 'revoked'])
  })

  test('reset links, failures and invitees are erased when their time is over, not before', async () => {
    const { userId } = shop.a.admin.actor
    const { id: companyId } = shop.a
    const reset = (used: string | null, expires: string) =>
      db().execute(sql`insert into password_resets (id, user_id, token_hash, created_at, used_at, expires_at)
        values (gen_random_uuid(), ${userId}, gen_random_uuid()::text, now(), ${used}::timestamptz, ${expires}::timestamptz)`)
    await reset(day(31), day(31))
    await reset(null, day(31))
    await reset(null, day(29))
    await reset(null, day(-1))
    const guard = (key: string, since: string, until: string | null) =>
      db().execute(sql`insert into sign_in_guards (key, failures, since, locked_until)
        values (${key}, 3, ${since}::timestamptz, ${until}::timestamptz)`)
    await guard('account:old', day(1.1), null)
    await guard('account:locked', day(1.1), day(-0.01))
    await guard('account:new', day(0.5), null)
    const invitee = (name: string, accepted: string | null, expires: string) =>
      db().execute(sql`insert into invitations
        (id, company_id, role, name, email, token_hash, created_by, created_at, accepted_at, expires_at)
        values (gen_random_uuid(), ${companyId}, 'staff', ${name}, 'kim@example.com',
          gen_random_uuid()::text, ${userId}, now(), ${accepted}::timestamptz, ${expires}::timestamptz)`)
    await invitee('오래전', day(31), day(-1))
    await invitee('지난', null, day(31))
    await invitee('최근', day(29), day(29))
    await invitee('열린', null, day(-1))

    expect(await world.erase()).toBe('done')
    expect(await proofs()).toMatchObject({
      password_resets: { erased: 2, remaining: 0 },
      sign_in_failures: { erased: 1, remaining: 0 },
      invitees: { erased: 2, remaining: 0 },
    })
    const names = await rowsOf(
      db(),
      sql`select name from invitations where email is not null and company_id = ${companyId} order by name`,
      { name: text },
    )
    expect(names.map(({ name }) => name)).toEqual(['열린', '최근'])
  })
})

test('the proof can be neither changed nor deleted', async () => {
  for (const statement of ['update erasures set remaining = 0', 'delete from erasures'])
    await expect(db().execute(sql.raw(statement))).rejects.toThrow()
})

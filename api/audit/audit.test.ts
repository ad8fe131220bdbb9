import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvents } from '#db/schema/audit.ts'
import { AUDIT_KINDS } from '#db/words.ts'
import { type Filled, fill, markOf } from '#tests/filled.ts'
import { openWorld, type World } from '#tests/world.ts'
import type { AuditItem } from './contract.ts'
import { ACTIONS } from './kinds.ts'

let world: World
let tree: Filled
let other: Filled
beforeAll(async () => {
  world = await openWorld()
  tree = await fill(world, await world.mintTree(markOf('A')), markOf('A'))
  other = await fill(world, await world.mintTree(markOf('B')), markOf('B'))
  await world.platform.settled()
})
afterAll(() => world.close())

async function search(query = '', who = tree.hq.admin): Promise<AuditItem[]> {
  const found: AuditItem[] = []
  for (let after = ''; ; ) {
    const { status, body, text } = await who.get(`audit?limit=100&${query}${after}`)
    if (status !== 200) throw new Error(text)
    found.push(...body.items)
    if (body.nextCursor === null) return found
    after = `&after=${body.nextCursor}`
  }
}
const ids = (items: { id: string }[]) => items.map(({ id }) => id)

describe('the search', () => {
  test('returns every event of the tree, newest first, and no event of another tree', async () => {
    const ours = await search()
    const theirs = await search('', other.hq.admin)
    expect(ours.length).toBeGreaterThan(60)
    expect(ids(ours)).toEqual(ids(ours).toSorted().toReversed())
    expect(new Set([...ids(ours), ...ids(theirs)]).size).toBe(ours.length + theirs.length)
    expect(JSON.stringify(ours)).toContain(tree.mark)
    expect(JSON.stringify(ours)).not.toContain(other.mark)
    for (const { action } of ours) expect(ACTIONS as string[]).toContain(action)
  })

  test('pages without gaps or repetitions under every filter', async () => {
    for (const query of ['', 'kind=trade', 'kind=money', `companyId=${tree.ids.r1}&kind=trade`]) {
      const whole = ids(await search(query))
      const paged: string[] = []
      for (let after = ''; ; ) {
        const { body } = await tree.hq.admin.get(`audit?limit=7&${query}${after}`)
        paged.push(...ids(body.items))
        if (body.nextCursor === null) break
        after = `&after=${body.nextCursor}`
      }
      expect(paged).toEqual(whole)
      expect(whole.length).toBeGreaterThan(7)
    }
  })

  test('returns, for each filter, exactly the events that match', async () => {
    const all = await search()
    const r1Staff = tree.r1.staff.actor.userId
    const { traceId } = all.find(({ action }) => action === 'settlement.approve') ?? all[0] ?? {}
    const cases: [string, (item: AuditItem) => boolean][] = [
      [`userId=${r1Staff}`, ({ user }) => user?.id === r1Staff],
      [`companyId=${tree.ids.r1}`, ({ company }) => company?.id === tree.ids.r1],
      [
        `companyId=${tree.ids.hq}&kind=money`,
        (item) => item.company?.id === tree.ids.hq && item.kind === 'money',
      ],
      [`entityId=${tree.ids.paid}`, ({ entityId }) => entityId === tree.ids.paid],
      [`traceId=${traceId}`, (item) => item.traceId === traceId],
      ['address=192.0.2.1', ({ address }) => address === '192.0.2.1'],
      ...AUDIT_KINDS.map((kind): [string, (item: AuditItem) => boolean] => [
        `kind=${kind}`,
        (item) => item.kind === kind,
      ]),
      [
        `userId=${r1Staff}&kind=trade`,
        ({ user, kind }) => user?.id === r1Staff && kind === 'trade',
      ],
    ]
    for (const [query, fits] of cases)
      expect(ids(await search(query)), query).toEqual(ids(all.filter(fits)))
    for (const query of [
      `userId=${r1Staff}`,
      `entityId=${tree.ids.paid}`,
      'kind=money',
      `traceId=${traceId}`,
    ])
      expect((await search(query)).length, query).toBeGreaterThan(0)
  })

  test('takes days in Seoul time, both ends included', async () => {
    const { clock } = world.platform
    const now = clock.now()
    const mark = async (at: string) => {
      clock.set(at)
      const { status } = await tree.hq.admin.post('rebates/allocations', {
        period: { start: '2027-03-01', end: '2027-03-31' },
        items: [{ companyId: tree.ids.a, amountWon: 1 }],
      })
      expect(status).toBe(201)
    }
    await mark('2027-03-01T14:59:59.999Z')
    await mark('2027-03-01T15:00:00.000Z')
    const on = async (from: string, to: string) =>
      (await search(`from=${from}&to=${to}&kind=money`)).length
    expect(await on('2027-03-01', '2027-03-01')).toBe(1)
    expect(await on('2027-03-02', '2027-03-02')).toBe(1)
    expect(await on('2027-03-01', '2027-03-02')).toBe(2)
    expect(await on('2027-03-03', '2027-03-03')).toBe(0)
    clock.set(now)
  })

  test('returns nothing for a person, company or record of another tree', async () => {
    for (const query of [
      `userId=${other.hq.admin.actor.userId}`,
      `companyId=${other.ids.r1}`,
      `companyId=${other.ids.hq}&kind=trade`,
      `entityId=${other.ids.paid}`,
    ])
      expect(await search(query), query).toEqual([])
  })
})

test('an event names the actor, their company, the address and the record', async () => {
  const [event] = await search(`entityId=${tree.ids.rejected}&kind=trade`)
  expect(event).toMatchObject({
    action: 'order.reject',
    user: { id: tree.hq.admin.actor.userId, name: `${tree.mark}사람` },
    company: { id: tree.ids.hq, tier: 'hq' },
    facts: { from: 'pending', to: 'rejected' },
    address: '192.0.2.1',
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
})

describe('a refused permission', () => {
  const denied = async (permission: string) =>
    (await search('kind=access')).filter(
      ({ action, facts }) => action === 'auth.permission_denied' && facts.permission === permission,
    )

  test('is recorded with the reason, once a minute for each person and permission', async () => {
    const { hq, a } = tree
    const ask = async (who = hq.staff) => {
      expect((await who.get('audit')).status).toBe(403)
      await world.platform.settled()
    }
    await ask()
    await ask()
    await ask(a.admin)
    expect((await denied('audit.read')).map(({ user, facts }) => [user?.id, facts.why])).toEqual([
      [a.admin.actor.userId, 'tier'],
      [hq.staff.actor.userId, 'role'],
    ])
    world.platform.clock.advance(61)
    await ask()
    expect(await denied('audit.read')).toHaveLength(3)
  })

  test('is not recorded when the person only has to set up a second factor first', async () => {
    const { hq, r1 } = await world.mintTree()
    const settings = { version: 1, secondFactor: 'everyone', idleMinutes: 60 }
    await hq.admin.put('companies/settings', settings)
    expect((await r1.staff.get('orders')).body.code).toBe('second_factor_required')
    await world.platform.settled()
    const of = eq(auditEvents.userId, r1.staff.actor.userId)
    expect(await world.platform.db.$count(auditEvents, of)).toBe(0)
  })

  test('is still answered when the record fails, and the log reports the loss', async () => {
    const { db, logged } = world.platform
    await db.execute(sql`create function refuse_denied() returns trigger language plpgsql as
      $$ begin raise exception 'no room'; end $$`)
    await db.execute(sql`create trigger refuse_denied before insert on audit_events
      for each statement execute function refuse_denied()`)
    const { status, body } = await tree.r1.staff.post('settlements/payments', {})
    expect([status, body.code]).toEqual([403, 'forbidden'])
    await world.platform.settled()
    expect(logged).toContainEqual(expect.objectContaining({ event: 'audit.lost' }))
    await db.execute(sql`drop trigger refuse_denied on audit_events`)
  })
})

describe('a request from another site’s page', () => {
  const csrf = async () => (await search()).filter(({ action }) => action === 'auth.csrf_refused')
  const fromThere = (cookie: string) =>
    world.call('notifications/reads', {
      method: 'POST',
      headers: { cookie, origin: 'https://elsewhere.example', 'content-type': 'application/json' },
      body: '{}',
    })

  test('with a valid session is recorded for the person whose session it is', async () => {
    const { authorization = '' } = await tree.a.staff.credentials()
    const cookie = `maru_access=${authorization.split(' ')[1]}`
    expect((await fromThere(cookie)).status).toBe(403)
    expect((await fromThere(cookie)).status).toBe(403)
    await world.platform.settled()
    expect(await csrf()).toMatchObject([
      {
        user: { id: tree.a.staff.actor.userId },
        facts: { method: 'POST', origin: 'https://elsewhere.example' },
        address: '192.0.2.1',
      },
    ])
  })

  test('with an invalid cookie is refused and not recorded', async () => {
    const before = (await csrf()).length
    expect((await fromThere(`maru_access=${'x'.repeat(40)}`)).status).toBe(403)
    await world.platform.settled()
    expect(await csrf()).toHaveLength(before)
  })
})

test('events can be neither changed nor deleted, not even by the application', async () => {
  const { db } = world.platform
  for (const statement of ['update audit_events set action = action', 'delete from audit_events'])
    await expect(db.execute(sql.raw(statement))).rejects.toThrow()
})

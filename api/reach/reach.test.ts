import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rawRows } from '#tests/raw-rows.ts'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import type { ReachCounts, ReachedItem } from './contract.ts'

let world: World
let tree: Tree
let id: string
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  tree = await world.mintTree()
  id = await tree.publish({ requiresReading: true })
})
afterAll(() => world.close())

type Person = Tree['hq']['admin']
const hashFor = async (who: Person): Promise<string> =>
  (await who.get(`policies/${id}`)).body.reading.hash
const acknowledge = async (who: Person, hash?: string) =>
  who.post(`policies/${id}/acknowledgements`, { hash: hash ?? (await hashFor(who)) })
const board = async (who: Person, search = ''): Promise<ReachedItem[]> => {
  const { status, body, text } = await who.get(`policies/${id}/reach${search}`)
  expect(status, text).toBe(200)
  return body.items
}
const rowOf = async (who: Person, companyId: string) => {
  const found = (await board(who)).find((row) => row.id === companyId)
  if (!found) throw new Error('not on the board')
  return found
}
const counts = async (who: Person): Promise<ReachCounts> =>
  (await who.get(`policies/${id}/reach/counts`)).body
const publishNext = async (change: object = {}) => {
  const { version } = (await tree.hq.admin.get(`policies/${id}`)).body
  const { bandsWon, months, cells, form } = C2_POLICY
  const body = { version, bandsWon, months, cells, form, ...change }
  const reply = await tree.hq.admin.post(`policies/${id}/versions`, body)
  expect(reply.status, reply.text).toBe(201)
}
const quote = (who: Person) => {
  const combination = { joinType: 'mnp', contractMonths: 24, simType: 'prepaid' }
  return who.post('quotes', { policyId: id, planId: tree.skt99, ...combination })
}
const order = (who: Person) => who.post('orders', c2Order(id, tree.skt99))

describe('an acknowledgement', () => {
  test('counts for the company when an admin gives it; that of staff is listed and does not count', async () => {
    const { hq, r1 } = tree
    expect((await acknowledge(r1.staff)).body).toEqual({ version: 1, isRead: false })
    expect(await rowOf(hq.admin, r1.id)).toMatchObject({ readAt: null, staffReadings: 1 })
    expect((await acknowledge(r1.admin)).body).toEqual({ version: 1, isRead: true })
    const row = await rowOf(hq.admin, r1.id)
    expect(row.readAt).not.toBeNull()
    const { readings } = (await hq.admin.get(`policies/${id}/reach/record?companyId=${r1.id}`)).body
    expect(readings.map(({ role }: { role: string }) => role)).toEqual(['staff', 'admin'])
  })

  test('given twice leaves one row', async () => {
    const all = await Promise.all([acknowledge(tree.r1.admin), acknowledge(tree.r1.admin)])
    expect(all.map(({ status }) => status)).toEqual([201, 201])
    const rows = await rawRows(
      world.platform.db,
      sql`select 1 from policy_acknowledgements where policy_id = ${id}`,
    )
    expect(rows).toHaveLength(1)
  })

  test('of an older version is refused with the current one, and a new version starts at none', async () => {
    const { hq, r1 } = tree
    const old = await hashFor(r1.admin)
    await acknowledge(r1.admin)
    await publishNext()
    expect((await counts(hq.admin)).read).toBe(0)
    const refused = await acknowledge(r1.admin, old)
    expect([refused.status, refused.body.code]).toEqual([409, 'version_conflict'])
    expect(refused.body.facts).toEqual({ version: 2, hash: await hashFor(r1.admin) })
    expect((await acknowledge(r1.admin, refused.body.facts.hash)).status).toBe(201)
  })

  test('cannot be changed or removed', async () => {
    await acknowledge(tree.r1.admin)
    for (const change of [
      sql`update policy_acknowledgements set hash = 'x'`,
      sql`delete from policy_acknowledgements`,
    ])
      await expect(world.platform.db.execute(change)).rejects.toThrow()
  })

  test('of a version older than stored hashes uses the hash of its content, which is the same', async () => {
    const { db } = world.platform
    const stored = await hashFor(tree.r1.admin)
    await db.execute(sql`alter table policy_versions disable trigger policy_versions_append_only`)
    await db.execute(sql`update policy_versions set content_hash = null where policy_id = ${id}`)
    await db.execute(sql`alter table policy_versions enable trigger policy_versions_append_only`)
    expect(await hashFor(tree.r1.admin)).toBe(stored)
    expect((await acknowledge(tree.r1.admin, stored)).body.isRead).toBe(true)
  })

  test('is bound to a hash that does not tell what HQ pays: equal contents have different ones', async () => {
    const other = await tree.publish({ requiresReading: true })
    const first = await hashFor(tree.r1.admin)
    expect((await tree.r1.admin.get(`policies/${other}`)).body.reading.hash).not.toBe(first)
    expect((await tree.r1.staff.get(`policies/${id}`)).body.reading.hash).toBe(first)
  })
})

describe('where reading is required', () => {
  test('a shop neither asks a price nor orders before its admin has read the current version', async () => {
    const { r1, r2 } = tree
    for (const refused of [await quote(r1.staff), await order(r1.staff)]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'policy_unread'])
      expect(refused.body.facts).toEqual({ policyId: id, version: 1 })
    }
    await acknowledge(r1.staff)
    expect((await quote(r1.staff)).body.code).toBe('policy_unread')
    await acknowledge(r1.admin)
    expect((await quote(r1.staff)).status).toBe(200)
    expect((await order(r1.staff)).body.code).toBe('insufficient_balance')
    expect((await quote(r2.staff)).body.code).toBe('policy_unread')
    await publishNext()
    expect((await quote(r1.staff)).body.code).toBe('policy_unread')
  })

  test('the requirement may be added and dropped after the publication', async () => {
    const { hq, r1 } = tree
    const set = async (requiresReading: boolean) => {
      const { version, title, description, validTo } = (await hq.admin.get(`policies/${id}`)).body
      const body = { version, title, description, validTo, requiresReading }
      const reply = await hq.admin.put(`policies/${id}`, body)
      expect([reply.status, reply.body.requiresReading]).toEqual([200, requiresReading])
    }
    await set(false)
    expect((await quote(r1.staff)).status).toBe(200)
    await set(true)
    expect((await quote(r1.staff)).body.code).toBe('policy_unread')
  })
})

describe('the board', () => {
  test('has every company that the policy reaches for HQ, the own shops for an agency, and nobody else’s', async () => {
    const { hq, a, b, r1, r2, r3, rb } = tree
    const idsOf = async (who: Person) => (await board(who)).map((row) => row.id)
    expect(await idsOf(hq.admin)).toEqual([a, b, r1, r2, r3, rb].map((one) => one.id))
    expect(await idsOf(hq.staff)).toHaveLength(6)
    expect(await idsOf(a.staff)).toEqual([r1, r2, r3].map((one) => one.id))
    expect(await idsOf(b.admin)).toEqual([rb.id])
    expect((await r1.admin.get(`policies/${id}/reach`)).status).toBe(403)
    const stranger = await world.mintTree()
    for (const what of ['reach', 'reach/counts', `reach/record?companyId=${r1.id}`])
      expect((await stranger.hq.admin.get(`policies/${id}/${what}`)).status).toBe(404)
    const record = `policies/${id}/reach/record?companyId=${rb.id}`
    expect((await a.admin.get(record)).status).toBe(404)
  })

  test('its figures are its filters', async () => {
    const { hq, a, b, r1, rb } = tree
    id = (
      await hq.admin.post('policies', {
        ...C2_POLICY,
        title: '새 정책',
        targets: [a.id, b.id],
        requiresReading: true,
      })
    ).body.id
    await a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
    for (const who of [a, r1, rb]) await acknowledge(who.admin)
    const all = await counts(hq.admin)
    expect(all).toMatchObject({ companies: 6, read: 3, agencies: 2, agenciesRead: 1 })
    expect(all).toMatchObject({ agenciesPriced: 1, shops: 4, shopsPriced: 3, blocked: 3 })
    const size = async (search: string) => (await board(hq.admin, search)).length
    expect(await size('?reading=read')).toBe(all.read)
    expect(await size('?tier=agency&pricing=priced')).toBe(all.agenciesPriced)
    expect(await size('?tier=retail&pricing=priced')).toBe(all.shopsPriced)
    expect(await size('?blocked=true')).toBe(all.blocked)
    expect(await counts(a.admin)).toMatchObject({ companies: 3, read: 1, agencies: 0, blocked: 2 })
  })

  test('says how many of HQ’s combinations an agency has priced', async () => {
    const { hq, a, b } = tree
    const passed = await rowOf(hq.admin, b.id)
    expect(passed.cells?.priced).toBe(passed.cells?.all)
    // A cell that HQ pays less for than the agency promises takes no order.
    await a.admin.put(`policies/${id}/agency-rates`, { basedOn: 1, cells: [], defaultWon: 60_000 })
    const { cells } = await rowOf(hq.admin, a.id)
    expect([cells?.priced, cells?.all]).toEqual([2, passed.cells?.all])
  })
})

describe('a reminder', () => {
  const remind = (who: Person, ...companyIds: string[]) =>
    who.post(`policies/${id}/reminders`, { companyIds })
  const outcomes = (body: { results: { outcome: string }[] }) =>
    body.results.map(({ outcome }) => outcome)

  test('reaches each company at most once in four hours, and none that has read', async () => {
    const { hq, r1, r2 } = tree
    await acknowledge(r2.admin)
    const first = await remind(hq.admin, r1.id, r2.id)
    expect([first.status, outcomes(first.body)]).toEqual([201, ['sent', 'already_read']])
    const again = await remind(hq.admin, r1.id)
    expect(outcomes(again.body)).toEqual(['too_soon'])
    expect(again.body.results[0].nextAt).toBe(first.body.results[0].nextAt)
    const inbox = async () =>
      (await r1.admin.get('notifications')).body.items.filter(
        ({ type }: { type: string }) => type === 'policy_reminder',
      )
    expect(await inbox()).toHaveLength(1)
    world.platform.clock.advance(4 * 3_600)
    expect(outcomes((await remind(hq.admin, r1.id)).body)).toEqual(['sent'])
    expect(await inbox()).toHaveLength(2)
    expect((await rowOf(hq.admin, r1.id)).remindedAt).not.toBeNull()
  })

  test('two at once send one', async () => {
    const { hq, a, r1 } = tree
    const both = await Promise.all([remind(hq.admin, r1.id), remind(a.admin, r1.id)])
    expect(both.flatMap(({ body }) => outcomes(body)).toSorted()).toEqual(['sent', 'too_soon'])
  })

  test('of a policy that has ended is refused: nobody could open what they are asked to read', async () => {
    const { hq, r1 } = tree
    const { version } = (await hq.admin.get(`policies/${id}`)).body
    await hq.admin.post(`policies/${id}/withdrawal`, { version, reason: '단가 오류' })
    const { status, body } = await remind(hq.admin, r1.id)
    expect([status, body.code]).toEqual([409, 'invalid_transition'])
  })

  test('is for companies of one’s own board only', async () => {
    const { a, hq, rb, r1 } = tree
    expect((await remind(a.admin, r1.id, rb.id)).status).toBe(404)
    expect((await remind(a.admin, a.id)).status).toBe(404)
    expect((await remind(hq.staff, r1.id)).status).toBe(403)
    expect((await rowOf(hq.admin, r1.id)).remindedAt).toBeNull()
  })
})

test('a call is noted in the record of its company and does not count as reading', async () => {
  const { hq, a, r1, rb } = tree
  const call = { companyId: r1.id, note: '오후에 다시 걸기로 함' }
  expect((await hq.admin.post(`policies/${id}/calls`, call)).status).toBe(201)
  expect((await a.admin.post(`policies/${id}/calls`, { ...call, companyId: rb.id })).status).toBe(
    404,
  )
  const row = await rowOf(hq.admin, r1.id)
  expect([row.readAt, row.calledAt !== null]).toEqual([null, true])
  const { contacts } = (await a.admin.get(`policies/${id}/reach/record?companyId=${r1.id}`)).body
  expect(contacts).toMatchObject([{ kind: 'call', note: call.note }])
  const rrn = { ...call, note: '주민번호 900101-1234568' }
  expect((await hq.admin.post(`policies/${id}/calls`, rrn)).status).toBe(422)
})

describe('what is new', () => {
  test('are the own amounts, terms and form fields that differ from the last version that was read', async () => {
    const { a, r1 } = tree
    const changes = async (who: Person) => (await who.get(`policies/${id}/changes`)).body
    expect(await changes(r1.admin)).toMatchObject({ since: null, version: 1 })
    await acknowledge(r1.admin)
    await publishNext({
      cells: [{ ...C2_POLICY.cells[0], amountWon: 410_000 }, C2_POLICY.cells[2]],
      form: [
        { key: 'birth_date', required: false },
        ...C2_POLICY.form.slice(2),
        { key: 'iccid', required: true },
      ].filter(({ key }) => key !== 'iccid'),
      terms: {
        contractMinMonths: 24,
        maintenanceDays: 90,
        clawbackMode: 'full',
        penaltyWon: 50_000,
      },
    })
    const { since, version, amounts, terms, form } = await changes(r1.admin)
    expect([since, version]).toEqual([1, 2])
    const at = (carrier: string, bandWon: number) => ({ carrier, bandWon, months: 24 })
    expect(amounts).toContainEqual({ ...at('skt', 99_000), before: 400_000, after: 410_000 })
    expect(amounts).toContainEqual({ ...at('kt', 77_000), before: 268_000, after: null })
    expect(terms).toEqual([{ key: 'maintenanceDays', before: 180, after: 90 }])
    expect(form).toEqual([
      { key: 'birth_date', change: 'changed' },
      { key: 'device_model', change: 'removed' },
    ])
    // The agency has read nothing yet, so everything is new to it.
    expect((await changes(a.admin)).since).toBeNull()
  })
})

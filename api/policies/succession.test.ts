import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import * as fixture from './succession.fixture.ts'

// A policy succeeds another: publication, what has ended, and the withdrawal of a successor.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const freshTree = async () => {
  tree = await fixture.treeWithBudget(world)
}
const inMinutes = (minutes: number) => fixture.inMinutes(world, minutes)
const policy = (id: string, who = tree.hq.admin) => fixture.policyOf(who, id)
const withdraw = (id: string) => fixture.withdraw(tree.hq.admin, id)
const edit = (id: string, change: object) => fixture.edit(tree.hq.admin, id, change)
const eventsOf = async (id: string) =>
  (await tree.hq.admin.get(`policies/${id}/events`)).body.items.map(
    ({ kind, before, after, otherId, byName }: Record<string, unknown>) => ({
      ...{ kind, before, after, otherId, byName },
    }),
  )
let titles = 0
const refused = (change: object) =>
  tree.hq.admin.post('policies', {
    ...{ ...fixture.C2_BODY, title: `다음 정책 ${++titles}` },
    ...{ targets: [tree.a.id, tree.b.id], ...change },
  })

describe('a publication with a predecessor', () => {
  beforeAll(freshTree)

  test('ends the predecessor at its start, as an event with both ends, and moves its version', async () => {
    const before = await tree.publish()
    const validFrom = inMinutes(60)
    const after = await tree.publish({ validFrom, succeeds: before })
    expect(await policy(before)).toMatchObject({
      ...{ validTo: validFrom, version: 2, currentVersion: 1, status: 'active', succeeds: null },
      succeededBy: { id: after, startsAt: validFrom },
    })
    expect((await policy(after)).succeeds).toMatchObject({ id: before, canOpen: true })
    expect((await eventsOf(before))[0]).toEqual({
      ...{ kind: 'superseded', before: null, after: validFrom, otherId: after, byName: '사람' },
    })
    const audit = await tree.hq.admin.get(`audit?entityId=${before}`)
    expect(audit.body.items[0]).toMatchObject({
      action: 'policy.supersede',
      facts: { other: after },
    })
  })

  test('that starts at once ends the predecessor now', async () => {
    const before = await tree.publish()
    world.platform.clock.advance(1)
    const after = await tree.publish({ succeeds: before })
    expect((await policy(before)).validTo).toBe((await policy(after)).validFrom)
    expect((await tree.r1.admin.get(`policies/${before}`)).status).toBe(404)
    expect((await policy(after, tree.r1.admin)).succeeds).toMatchObject({
      id: before,
      canOpen: false,
    })
  })

  test('whose start has passed starts when it is published: no order lies after the end of its policy', async () => {
    const before = await tree.publish()
    const passed = inMinutes(10)
    world.platform.clock.advance(3_600)
    const now = world.platform.clock.now().toISOString()
    const after = await tree.publish({ succeeds: before, validFrom: passed })
    expect((await policy(before)).validTo).toBe(now)
    expect((await policy(after)).validFrom).toBe(now)
    expect((await eventsOf(before))[0]).toMatchObject({ kind: 'superseded', after: now })
  })

  test('shortens a later end and leaves an earlier one', async () => {
    const late = await tree.publish({ validTo: inMinutes(600) })
    const early = await tree.publish({ validTo: inMinutes(30) })
    const validFrom = inMinutes(60)
    await tree.publish({ validFrom, succeeds: late })
    await tree.publish({ validFrom, succeeds: early })
    expect((await policy(late)).validTo).toBe(validFrom)
    expect((await policy(early)).validTo).toBe(inMinutes(30))
  })

  test('is refused with a reason where it would leave a gap, and where there is nothing to follow', async () => {
    const skt = await tree.publish({ carrier: 'skt', joinType: 'mnp', cells: [], flatWon: 1_000 })
    const scheduled = await tree.publish({ validFrom: inMinutes(60) })
    const gone = await tree.publish()
    await withdraw(gone)
    const stranger = await world.mintTree()
    const theirs = await stranger.publish()
    const cases: [object, number, string][] = [
      [{ succeeds: theirs }, 422, 'not_found'],
      [{ succeeds: tree.a.id }, 422, 'not_found'],
      [{ succeeds: gone }, 409, 'ended'],
      [{ succeeds: scheduled, validFrom: inMinutes(60) }, 422, 'before_start'],
      [{ succeeds: scheduled, carrier: 'skt', validFrom: inMinutes(90) }, 422, 'carrier'],
      [{ succeeds: scheduled, joinType: 'mnp', validFrom: inMinutes(90) }, 422, 'join_type'],
      [{ succeeds: skt, carrier: 'kt', validFrom: inMinutes(90) }, 422, 'carrier'],
    ]
    for (const [change, status, code] of cases) {
      const reply = await refused({ cells: [], flatWon: 1_000, ...change })
      expect([reply.status, reply.body.errors?.[0]], reply.text).toMatchObject([
        status,
        { path: 'succeeds', code },
      ])
    }
    // Wider than the predecessor is fine.
    expect((await refused({ succeeds: skt, validFrom: inMinutes(90) })).status).toBe(201)
    const second = await refused({ succeeds: skt, validFrom: inMinutes(91) })
    expect([second.status, second.body.errors[0].code]).toEqual([409, 'succeeded'])
  })

  test('tells agencies what it follows, and those whom it leaves out that their end has changed', async () => {
    const { a, b, r1, rb } = tree
    const before = await tree.publish()
    const { title } = await policy(before)
    const newsOf = async ({ admin }: Tree['a'], id: string) =>
      (await admin.get('notifications')).body.items
        .filter(({ subjectId }: { subjectId: string }) => subjectId === id)
        .map(({ type, params }: { type: string; params: object }) => [type, params])
    const after = await tree.publish({
      ...{ validFrom: inMinutes(60), succeeds: before, targets: [a.id] },
    })
    const told = { title: (await policy(after)).title, version: 1, follows: title }
    expect(await newsOf(a, after)).toEqual([['policy_assigned', told]])
    expect([await newsOf(r1, after), await newsOf(b, after)]).toEqual([[], []])
    const first = ['policy_assigned', { title, version: 1 }]
    expect(await newsOf(a, before)).toEqual([first])
    expect(await newsOf(r1, before)).toEqual([first])
    expect(await newsOf(b, before)).toEqual([['policy_changed', { title }], first])
    expect(await newsOf(rb, before)).toEqual([['policy_changed', { title }], first])
  })

  test('is unknown to shops before its start, and to agencies that it does not reach', async () => {
    const { a, b, r1 } = tree
    const before = await tree.publish()
    const after = await tree.publish({
      ...{ validFrom: inMinutes(60), succeeds: before, targets: [a.id] },
    })
    expect((await policy(before, a.admin)).succeededBy?.id).toBe(after)
    for (const who of [b, r1]) {
      const answers = [await who.admin.get(`policies/${before}`), await who.admin.get('policies')]
      for (const { text } of answers) expect(text).not.toContain(after)
      expect((await policy(before, who.admin)).succeededBy).toBeNull()
    }
  })
})

describe('an agency of a successor', () => {
  beforeAll(freshTree)

  test('is offered its own prices of the predecessor, which are nowhere in force until it saves them', async () => {
    const { a, b, r1, r2, hq } = tree
    const before = await tree.publish()
    const rates = {
      ...{ basedOn: 1, cells: [], defaultWon: 150_000 },
      overrides: [{ retailId: r2.id, amountWon: 120_000 }],
    }
    expect((await a.admin.put(`policies/${before}/agency-rates`, rates)).status).toBe(200)
    const waiting = async () => (await a.admin.get('dashboard/waiting')).body.prices
    const others = await waiting()
    const { status, body } = await hq.admin.post('policies', {
      ...{ ...fixture.C2_BODY, title: '단가를 물려주지 않아요', targets: [a.id, b.id] },
      ...{ succeeds: before, validFrom: inMinutes(60) },
    })
    expect(status).toBe(201)
    expect(await waiting()).toBe(others + 1)
    const seen = async () => (await policy(body.id, a.admin)).agency
    expect(await seen()).toMatchObject({ rates: null, before: { number: 2, defaultWon: 150_000 } })
    expect((await policy(body.id, b.admin)).agency.before).toMatchObject({ defaultWon: null })
    expect((await a.admin.get(`policies/${before}`)).body.agency.before).toBeNull()
    world.platform.clock.advance(3_600)
    expect((await policy(body.id, r1.admin)).isPriced).toBe(false)
    // Also once the predecessor is over.
    expect((await seen()).before.overrides).toEqual(rates.overrides)
    await a.admin.put(`policies/${body.id}/agency-rates`, { ...rates, basedOn: 0 })
    expect(await waiting()).toBe(others)
    expect((await policy(body.id, r1.admin)).isPriced).toBe(true)
  })
})

describe('what has ended stays ended', () => {
  beforeAll(freshTree)

  test('a superseded policy takes no other end, version or withdrawal, also before the clock’s job', async () => {
    const before = await tree.publish()
    await tree.publish({ validFrom: inMinutes(10), succeeds: before })
    world.platform.clock.advance(600)
    const { version } = await policy(before)
    const { title: _, carrier: _c, joinType: _j, ...rates } = fixture.C2_BODY
    const stray = [
      await edit(before, { validTo: null }),
      await edit(before, { title: '다시' }),
      await tree.hq.admin.post(`policies/${before}/versions`, { ...rates, version }),
      await tree.hq.admin.put(`policies/${before}/targets`, {
        ...{ version, targets: [tree.a.id], exclusions: [] },
      }),
      await withdraw(before),
    ]
    for (const { status, body } of stray)
      expect([status, body.facts]).toEqual([409, { status: 'expired' }])
    await fixture.runClockJobs(world, tree)
    expect((await edit(before, { validTo: null })).body.facts).toEqual({ status: 'expired' })
    expect((await tree.r1.admin.get(`policies/${before}`)).status).toBe(404)
  })

  test('the end of a predecessor may become earlier, never later than its successor’s start', async () => {
    const before = await tree.publish()
    const validFrom = inMinutes(60)
    await tree.publish({ validFrom, succeeds: before })
    for (const validTo of [null, inMinutes(61)]) {
      const reply = await edit(before, { validTo })
      expect(reply.body.errors).toMatchObject([{ path: 'validTo', code: 'succeeded' }])
    }
    expect((await edit(before, { validTo: inMinutes(30) })).status).toBe(200)
    expect((await edit(before, { validTo: validFrom })).status).toBe(200)
  })
})

describe('the withdrawal of a successor', () => {
  beforeAll(freshTree)

  test.each([null, 600])('before its start gives the former end back (%s minutes)', async (end) => {
    const validTo = end ? inMinutes(end) : null
    const before = await tree.publish({ validTo })
    const validFrom = inMinutes(60)
    const after = await tree.publish({ validFrom, succeeds: before })
    expect((await withdraw(after)).status).toBe(200)
    expect(await policy(before)).toMatchObject({ validTo, version: 3, succeededBy: null })
    expect((await eventsOf(before))[0]).toMatchObject({
      ...{ kind: 'succession_undone', before: validFrom, after: validTo, otherId: after },
    })
    world.platform.clock.advance(3_600)
    expect((await tree.r1.admin.get(`policies/${before}`)).status).toBe(200)
    // Another one may follow now.
    await tree.publish({ succeeds: before })
  })

  test('leaves an end that somebody set meanwhile, also to the same instant', async () => {
    const before = await tree.publish()
    const validFrom = inMinutes(60)
    const after = await tree.publish({ validFrom, succeeds: before })
    await edit(before, { validTo: inMinutes(50) })
    await edit(before, { validTo: validFrom })
    await withdraw(after)
    expect((await policy(before)).validTo).toBe(validFrom)
  })

  test('after its start revives nothing', async () => {
    const before = await tree.publish()
    const after = await tree.publish({ validFrom: inMinutes(60), succeeds: before })
    world.platform.clock.advance(3_600)
    expect((await withdraw(after)).status).toBe(200)
    await fixture.runClockJobs(world, tree)
    expect((await policy(before)).status).toBe('expired')
    expect((await tree.r1.admin.get(`policies/${before}`)).status).toBe(404)
    expect((await eventsOf(before)).map(({ kind }: { kind: string }) => kind)).not.toContain(
      'succession_undone',
    )
  })

  test('does not revive a predecessor that was withdrawn itself', async () => {
    const before = await tree.publish()
    const after = await tree.publish({ validFrom: inMinutes(60), succeeds: before })
    await withdraw(before)
    expect((await withdraw(after)).status).toBe(200)
    expect((await policy(before)).status).toBe('inactive')
  })

  test('of the middle of three is refused until the last one is withdrawn', async () => {
    const first = await tree.publish()
    const second = await tree.publish({ validFrom: inMinutes(60), succeeds: first })
    const third = await tree.publish({ validFrom: inMinutes(90), succeeds: second })
    const reply = await withdraw(second)
    expect([reply.status, reply.body.facts.status]).toEqual([409, 'succeeded'])
    expect((await withdraw(third)).status).toBe(200)
    expect((await withdraw(second)).status).toBe(200)
    expect((await policy(first)).validTo).toBeNull()
  })
})

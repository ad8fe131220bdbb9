import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { differenceOf } from './differences.ts'

// What differs between versions, for each viewer only what is their own.

let world: World
let tree: Tree
let policyId: string
const cell = (carrier: string, amountWon: number) => ({
  ...{ carrier, bandWon: 99_000, months: 24, amountWon },
})
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const { hq, a, b } = tree
  policyId = await tree.publish({
    cells: [cell('skt', 400_000), cell('kt', 300_000), cell('lgu', 200_000)],
    targets: [a.id],
    exclusions: [tree.r3.id],
    form: [],
  })
  await a.admin.put(`policies/${policyId}/agency-rates`, {
    ...{ basedOn: 1, cells: [cell('skt', 310_000)], defaultWon: 100_000 },
  })
  world.platform.clock.advance(60)
  const version = await hq.admin.post(`policies/${policyId}/versions`, {
    version: 1,
    ...{ bandsWon: [55_000, 77_000, 99_000], months: [12, 24], rounding: 'down', form: [] },
    cells: [cell('skt', 420_000), cell('kt', 300_000)],
    closed: [{ carrier: 'kt', bandWon: 55_000, months: 12 }],
    additions: [{ name: '보험', amountWon: 5_000, keepDays: 30 }],
    agencyOverrides: [{ agencyId: a.id, amountWon: 777_000 }],
  })
  if (version.status !== 201) throw new Error(version.text)
  world.platform.clock.advance(60)
  await hq.admin.put(`policies/${policyId}/targets`, {
    ...{ version: 2, targets: [a.id, b.id], exclusions: [] },
  })
  world.platform.clock.advance(60)
  await hq.admin.post(`policies/${policyId}/versions`, {
    version: 3,
    ...{ bandsWon: [55_000, 77_000, 99_000], months: [12, 24], form: [] },
    cells: [cell('skt', 421_000)],
  })
})
afterAll(() => world.close())

const differences = (who: Tree['hq']['admin'], query: string) =>
  who.get(`policies/${policyId}/differences?${query}`)

test('HQ sees cells that were added, removed and changed, closed places, additions and its own settings', async () => {
  const { status, body } = await differences(tree.hq.admin, 'from=1&to=2')
  expect(status).toBe(200)
  expect(body.counts).toEqual({ added: 1, removed: 1, changed: 1 })
  expect(body.cells).toEqual([
    { axes: expect.objectContaining({ carrier: 'skt' }), before: 400_000, after: 420_000 },
    { axes: expect.objectContaining({ carrier: 'kt' }), before: null, after: 'closed' },
    { axes: expect.objectContaining({ carrier: 'lgu' }), before: 200_000, after: null },
  ])
  expect(body.rounding).toEqual({ before: 'up', after: 'down' })
  expect(body.additions).toMatchObject([{ name: '보험', before: null }])
  expect(body.hq.agencyOverrides).toEqual([{ agencyId: tree.a.id, before: null, after: 777_000 }])
  expect(body.versions.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1])
  const later = (await differences(tree.hq.admin, 'from=2&to=3')).body.hq
  expect(later.targets).toEqual({ added: [tree.b.id], removed: [] })
  expect(later.exclusions).toEqual({ added: [], removed: [tree.r3.id] })
})

test('a version and itself differ in nothing', async () => {
  for (const who of [tree.hq.admin, tree.a.admin, tree.r1.admin]) {
    const { body } = await differences(who, 'from=1&to=1')
    expect(body.counts).toEqual({ added: 0, removed: 0, changed: 0 })
    expect([body.rounding, body.bandsWon, body.additions]).toEqual([null, null, []])
  }
})

test('an agency sees only what it is paid, and a shop only what it earned', async () => {
  const agency = await differences(tree.a.admin, 'from=1&to=2')
  expect(agency.body.hq).toBeUndefined()
  // Its own amount replaces all cells.
  expect(agency.body.cells.at(0)).toMatchObject({ axes: { carrier: 'all' }, after: 777_000 })
  const shop = await differences(tree.r1.admin, 'from=1&to=3')
  expect(shop.body.hq).toBeUndefined()
  const won = JSON.stringify(shop.body)
  for (const secret of ['400000', '420000', '421000', '777000', tree.a.id])
    expect(won, secret).not.toContain(secret)
  const lgu = shop.body.cells.filter(
    ({ axes }: { axes: { carrier: string } }) => axes.carrier === 'lgu',
  )
  expect(lgu).toContainEqual(expect.objectContaining({ before: 100_000, after: null }))
})

test('nobody below HQ compares versions of before the policy reached them', async () => {
  expect((await differences(tree.b.admin, 'from=1&to=3')).status).toBe(404)
  expect((await differences(tree.r3.admin, 'from=1&to=3')).status).toBe(404)
  // A shop that joins an agency later is reached by the version of its first day.
  const { id } = (
    await tree.hq.admin.post('companies', {
      ...{ parentId: tree.a.id, name: '새벽통신', businessNumber: '1248100998' },
      ...{ phone: '031-200-1114', address: '경기도 수원시 영통구 삼성로 129' },
    })
  ).body
  const joined = { ...tree.r1.admin.actor, companyId: id }
  const compared = (from: number) => differenceOf(world.ctxOf(joined), policyId, { from, to: 3 })
  await expect(compared(2)).rejects.toMatchObject({ code: 'not_found' })
  expect((await compared(3)).versions).toMatchObject([{ number: 3 }])
  const { body } = await differences(tree.b.admin, 'from=2')
  expect(body.versions.map(({ number }: { number: number }) => number)).toEqual([3, 2])
  expect((await differences(tree.hq.admin, 'from=1&to=9')).status).toBe(404)
  const stranger = (await world.mintTree()).hq.admin
  expect((await differences(stranger, 'from=1&to=2')).status).toBe(404)
})

test('a shop compares no versions of before the start, which only its agency saw', async () => {
  const { hq, a, r1 } = tree
  const begins = world.platform.clock.now().getTime() + 3_600_000
  const scheduled = await tree.publish({ validFrom: new Date(begins).toISOString(), form: [] })
  world.platform.clock.advance(60)
  const next = await hq.admin.post(`policies/${scheduled}/versions`, {
    version: 1,
    ...{ bandsWon: [99_000], months: [24], form: [], cells: [cell('skt', 123_000)] },
  })
  expect(next.status).toBe(201)
  world.platform.clock.set(new Date(begins).toISOString())
  const of = async (who: Tree['hq']['admin'], from: number) =>
    who.get(`policies/${scheduled}/differences?from=${from}`)
  expect((await of(a.admin, 1)).status).toBe(200)
  expect((await of(r1.admin, 1)).status).toBe(404)
  const { body } = await of(r1.admin, 2)
  expect(body.versions.map(({ number }: { number: number }) => number)).toEqual([2])
})

test('a shop compares what it earned then, whatever its agency pays by now', async () => {
  const earned = async () => (await differences(tree.r1.admin, 'from=1&to=2')).body.cells
  const before = await earned()
  expect(before.map((one: { after: number | null }) => one.after)).toContain(100_000)
  world.platform.clock.advance(60)
  const { agency } = (await tree.a.admin.get(`policies/${policyId}`)).body
  const saved = await tree.a.admin.put(`policies/${policyId}/agency-rates`, {
    ...{ basedOn: agency.rates.number, cells: [], defaultWon: 5_000 },
  })
  expect([saved.status, await earned()]).toEqual([200, before])
})

test('a policy is compared with the one that it follows, by HQ and by agencies that had both', async () => {
  const { hq, a, b, r1 } = tree
  const begins = new Date(world.platform.clock.now().getTime() + 60_000).toISOString()
  const after = await tree.publish({
    ...{ succeeds: policyId, validFrom: begins, targets: [b.id], form: [] },
    cells: [cell('skt', 425_000)],
  })
  const between = (who: Tree['hq']['admin']) =>
    who.get(`policies/${after}/differences?predecessor=true`)
  const { status, body } = await between(hq.admin)
  expect([status, body.predecessor.id, body.from, body.to]).toEqual([200, policyId, 3, 1])
  expect(body.cells).toEqual([
    { axes: expect.objectContaining({ carrier: 'skt' }), before: 421_000, after: 425_000 },
  ])
  expect(body.hq.targets).toEqual({ added: [], removed: [a.id] })
  const agency = await between(b.admin)
  expect([agency.status, agency.body.cells.length, agency.body.hq]).toEqual([200, 1, undefined])
  world.platform.clock.advance(60)
  // Also once the predecessor is over.
  expect((await between(b.admin)).status).toBe(200)
  expect((await between(tree.rb.admin)).status).toBe(404)
  for (const who of [a.admin, r1.admin]) expect((await between(who)).status).toBe(404)
  const query = `policies/${after}/differences`
  for (const wrong of ['', '?from=1&predecessor=true', '?predecessor=false'])
    expect((await hq.admin.get(query + wrong)).status, wrong).toBe(422)
  const lone = await tree.publish({ form: [] })
  const none = await hq.admin.get(`policies/${lone}/differences?predecessor=true`)
  expect(none.status).toBe(404)
})

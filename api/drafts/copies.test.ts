import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { acceptOverlaps, begin, save } from './walk.fixture.ts'

let world: World
let tree: Tree
let hq: Tree['hq']['admin']
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  hq = tree.hq.admin
})
afterAll(() => world.close())

describe('a draft from a policy', () => {
  test('as a copy has all of it but its period', async () => {
    const policyId = await tree.publish({
      ...{ kind: 'special', description: '설명', flatWon: 10_000, exclusions: [tree.r3.id] },
      validTo: '2026-12-31T15:00:00Z',
      bandLabels: [{ bandWon: 99_000, label: '99K' }],
      agencyOverrides: [{ agencyId: tree.b.id, amountWon: 390_000 }],
      ...{ marginFloorWon: 0, marginCeilingWon: 90_000 },
    })
    const policy = (await hq.get(`policies/${policyId}`)).body
    const draft = await begin(hq, { copyOf: policyId })
    expect([draft.policyId, draft.currentStep]).toEqual([null, 1])
    const { targets, form, prices, terms, activation } = draft.steps
    expect({ ...targets, ...form, ...prices, ...terms, ...activation }).toMatchObject({
      ...{ title: policy.title, description: '설명', kind: 'special', flatWon: 10_000 },
      ...{ form: policy.form, terms: policy.terms, bandLabels: policy.bandLabels },
      ...{ targets: policy.hq.targets, exclusions: [tree.r3.id], cells: policy.hq.cells },
      agencyOverrides: policy.hq.agencyOverrides,
      ...{ marginFloorWon: 0, marginCeilingWon: 90_000 },
      ...{ validFrom: null, validTo: null },
    })
    // With another title it can be published as it is.
    await save(hq, draft.id, 'activation', 1, { ...activation, title: '사본' })
    const version = await acceptOverlaps(hq, draft.id)
    const copy = await hq.post(`policies/drafts/${draft.id}/publication`, { version })
    expect([copy.status, copy.body.hq.cells]).toEqual([201, policy.hq.cells])
  })

  test('as its next version changes prices, form and terms, and nothing that belongs to the policy', async () => {
    const policyId = await tree.publish()
    const policy = (await hq.get(`policies/${policyId}`)).body
    const draft = await begin(hq, { nextVersionOf: policyId })
    expect(draft).toMatchObject({
      policyId,
      policyNumber: 1,
      currentStep: 3,
      policyTitle: policy.title,
    })
    const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 410_000 }]
    await save(hq, draft.id, 'prices', 1, { ...draft.steps.prices, cells, carrier: 'kt' })
    await save(hq, draft.id, 'activation', 1, { title: '다른 이름' })
    await save(hq, draft.id, 'targets', 1, { targets: [], exclusions: [] })
    const stale = await hq.post(`policies/drafts/${draft.id}/publication`, { version: 4 })
    expect([stale.status, stale.body.facts]).toEqual([409, { of: 'policy', version: 1 }])
    const next = await hq.post(`policies/drafts/${draft.id}/publication`, {
      ...{ version: 4, policyVersion: 1 },
    })
    expect(next.body).toMatchObject({
      ...{ id: policyId, title: policy.title, carrier: policy.carrier, currentVersion: 2 },
      hq: { cells, targets: policy.hq.targets },
    })
  })

  test('is never one of another headquarters', async () => {
    const stranger = await world.mintTree()
    const policyId = await tree.publish()
    for (const input of [{ copyOf: policyId }, { nextVersionOf: policyId }])
      expect((await stranger.hq.admin.post('policies/drafts', input)).status).toBe(404)
    const { id } = await begin(hq)
    const { admin } = stranger.hq
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['PATCH', '/steps/targets', { version: 1, payload: {} }],
      ['POST', '/publication', { version: 1 }],
    ] as const)
      expect(
        (
          await admin.send(method, `policies/drafts/${id}${path}`, body, {
            'idempotency-key': 'stranger-1',
          })
        ).status,
      ).toBe(404)
    // Nor does it name companies of one, or a shop where agencies stand.
    for (const [field, companyId] of [
      ['targets', stranger.a.id],
      ['exclusions', stranger.r1.id],
      ['targets', tree.r1.id],
      ['exclusions', tree.a.id],
    ] as const) {
      const { status, body } = await save(hq, id, 'targets', 1, { [field]: [companyId] })
      expect([status, body.errors[0].path]).toEqual([422, `payload.${field}.0`])
    }
  })
})

test('a draft names the policies that take the same orders in its period, and no others', async () => {
  const { a, b } = tree
  const end = '2026-12-31T14:00:00.000Z'
  const skt = (change: object) => tree.publish({ carrier: 'skt', cells: CELLS, ...change })
  const same = await skt({ targets: [a.id], validTo: end })
  const endless = await skt({ targets: [a.id] })
  const all = await tree.publish({
    targets: [a.id, b.id],
    validFrom: '2026-12-01T00:00:00Z',
    validTo: end,
  })
  await skt({ targets: [b.id], validTo: end })
  await tree.publish({
    carrier: 'kt',
    cells: CELLS.map((cell) => ({ ...cell, carrier: 'kt' })),
    targets: [a.id],
    validTo: end,
  })
  await skt({ targets: [a.id], validFrom: '2027-02-01T00:00:00Z' })
  const { id } = await begin(hq)
  await save(hq, id, 'targets', 1, { targets: [a.id], exclusions: [] })
  await save(hq, id, 'terms', 1, {
    validFrom: '2026-12-30T00:00:00Z',
    validTo: '2027-01-31T00:00:00Z',
  })
  const { body } = await hq.get(`policies/drafts/${id}/overlaps`)
  const found = body.items.map((item: { id: string }) => item.id)
  expect(found).toEqual(expect.arrayContaining([same, all, endless]))
  const named = body.items.filter(({ validTo }: { validTo: string | null }) => validTo === end)
  expect(named.map((item: { id: string }) => item.id).toSorted()).toEqual([same, all].toSorted())
})

test('an end that no calendar has limits nothing', async () => {
  const { id } = await begin(hq)
  await save(hq, id, 'targets', 1, { targets: [tree.a.id], exclusions: [] })
  for (const validTo of ['+275760-09-12T00:00:00Z', '0000-01-01T00:00:00Z', '12345Z']) {
    const { version } = (await hq.get(`policies/drafts/${id}`)).body
    await save(hq, id, 'terms', version, { validTo })
    expect((await hq.get(`policies/drafts/${id}/overlaps`)).status).toBe(200)
  }
})
const CELLS = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 }]

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runJob } from '#jobs/run.ts'
import { enqueueDue } from '#jobs/schedule.ts'
import { dump } from '#tests/dump.ts'
import { rawRows } from '#tests/raw-rows.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { KEEP_DAYS } from './commands.ts'
import { DRAFTS_MAX } from './room.ts'
import { begin, save, stepsFor, walk } from './walk.fixture.ts'

let world: World
let tree: Tree
let hq: Tree['hq']['admin']
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  hq = tree.hq.admin
})
afterAll(() => world.close())

/** All tables without those of drafts, of repeats and of the record of who did what. */
async function elsewhere() {
  await world.platform.settled()
  const {
    policy_drafts: _,
    policy_draft_steps: __,
    idempotency_keys: ___,
    audit_events: ____,
    ...rest
  } = await dump(world.platform.db)
  return rest
}

describe('the five steps', () => {
  test('write nothing but the draft before the fifth', async () => {
    const before = await elsewhere()
    expect(Object.keys(before).length).toBeGreaterThan(20)
    const { id } = await walk(hq, stepsFor(tree))
    expect(await elsewhere()).toEqual(before)
    expect((await hq.send('DELETE', `policies/drafts/${id}`)).status).toBe(204)
    expect(await elsewhere()).toEqual(before)
    expect((await hq.get(`policies/drafts/${id}`)).status).toBe(404)
  })

  test('resume where they were left, in another session and after any step', async () => {
    const steps = stepsFor(tree)
    const { id } = await begin(hq)
    let version = 1
    for (const [i, step] of (['targets', 'form', 'prices', 'terms'] as const).entries()) {
      version = (await save(hq, id, step, version, steps[step], i + 2)).body.version
      const other = world.client(hq.actor)
      const { body } = await other.get(`policies/drafts/${id}`)
      expect([body.currentStep, body.version]).toEqual([i + 2, i + 2])
      expect(body.steps[step]).toEqual(steps[step])
    }
  })

  test('publish the policy that was written, once, for its companies, and the draft is gone', async () => {
    const steps = stepsFor(tree)
    const { id, version } = await walk(hq, steps)
    const reply = await hq.post(`policies/drafts/${id}/publication`, { version })
    expect([reply.status, reply.body.title]).toEqual([201, steps.activation.title])
    const policy = (await hq.get(`policies/${reply.body.id}`)).body
    expect(policy).toMatchObject({
      ...{ description: '설명', carrier: 'all', bandsWon: steps.prices.bandsWon },
      validTo: steps.terms.validTo,
      hq: { cells: steps.prices.cells, ...steps.targets },
      form: steps.form.form,
      terms: steps.terms.terms,
    })
    const inbox = await tree.r1.admin.get('notifications')
    expect(inbox.body.items[0]).toMatchObject({ type: 'policy_assigned', subjectId: policy.id })
    // The excluded shop is not told, and does not see it.
    expect((await tree.r2.admin.get('notifications')).text).not.toContain(policy.id)
    expect((await hq.get('policies/drafts?limit=100')).text).not.toContain(id)
    // Whoever comes later is led to the policy, whatever they want of the draft.
    for (const [method, path, body] of [
      ['GET', `policies/drafts/${id}`, undefined],
      ['DELETE', `policies/drafts/${id}`, undefined],
      ['POST', `policies/drafts/${id}/publication`, { version }],
      ['PATCH', `policies/drafts/${id}/steps/targets`, { version, payload: {} }],
    ] as const) {
      const { status, body: said } = await hq.send(method, path, body, {
        'idempotency-key': `late-${method}-1`,
      })
      expect([status, said.code, said.facts.policyId], `${method} ${path}`).toEqual([
        410,
        'gone',
        policy.id,
      ])
    }
  })

  test('published twice with one key are one policy and one answer', async () => {
    const { id, version } = await walk(hq, stepsFor(tree))
    const publish = () =>
      hq.post(
        `policies/drafts/${id}/publication`,
        { version },
        { 'idempotency-key': 'once-only-1' },
      )
    const first = await publish()
    const before = await elsewhere()
    const second = await publish()
    expect([second.status, second.text]).toEqual([first.status, first.text])
    expect(await elsewhere()).toEqual(before)
  })

  test('each hold an unreadable text, which stays and prevents only publishing', async () => {
    const steps = stepsFor(tree)
    const { id } = await walk(hq, steps)
    const cells = [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: '삼십만쯤' }]
    await save(hq, id, 'prices', 6, { ...steps.prices, cells })
    await save(hq, id, 'terms', 7, { ...steps.terms, validTo: '연말' })
    const { body } = await hq.get(`policies/drafts/${id}`)
    expect(body.steps.prices.cells).toEqual(cells)
    expect(body.steps.terms.validTo).toBe('연말')
    const refused = await hq.post(`policies/drafts/${id}/publication`, { version: body.version })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toEqual([
      {
        path: 'prices.cells.0.amountWon',
        code: 'unread',
        message: 'Write an amount in whole won, or empty the cell.',
      },
      expect.objectContaining({ path: 'terms.validTo', code: 'unread' }),
    ])
  })

  test('keep no resident or card number, in any text of any step', async () => {
    const { id } = await begin(hq)
    for (const [step, payload] of [
      ['activation', { title: '901010-1234567' }],
      ['activation', { description: '카드 4111 1111 1111 1111' }],
      ['terms', { validTo: '901010-1234567' }],
      ['prices', { bandLabels: [{ bandWon: 1, label: '901010-1234567' }] }],
      ['prices', { flatWon: 1 }],
      ['form', { form: [{ key: 'memo', required: true, help: '901010-1234567' }] }],
    ] as const) {
      const { status } = await save(hq, id, step, 1, payload)
      expect([step, status]).toEqual([step, 422])
    }
  })
})

test.each<
  [
    string,
    (tree: Tree) => {
      step: 'targets' | 'form' | 'prices' | 'terms' | 'activation'
      payload: object
    },
    string,
    string,
  ]
>([
  [
    'no agency',
    () => ({ step: 'targets', payload: { targets: [], exclusions: [] } }),
    'targets.targets',
    'Choose at least one agency.',
  ],
  [
    'a shop of no chosen agency',
    ({ a, rb }) => ({ step: 'targets', payload: { targets: [a.id], exclusions: [rb.id] } }),
    'targets.exclusions.0',
    'Not a shop of the agencies named in targets.',
  ],
  [
    'no form',
    () => ({ step: 'form', payload: {} }),
    'form.form',
    'Ask for fields of the list only.',
  ],
  [
    'no amount',
    () => ({
      step: 'prices',
      payload: { carrier: 'skt', joinType: 'all', bandsWon: [55_000], months: [12], cells: [] },
    }),
    'prices.cells',
    'Price at least one combination.',
  ],
  [
    'bands out of order',
    () => ({
      step: 'prices',
      payload: {
        carrier: 'skt',
        joinType: 'all',
        bandsWon: [55_000, 33_000],
        months: [12],
        cells: [],
      },
    }),
    'prices.bandsWon.1',
    'Bands must ascend, each once.',
  ],
  [
    'an end that is over',
    () => ({ step: 'terms', payload: { validTo: '2026-01-01T00:00:00Z' } }),
    'terms.validTo',
    'Must lie in the future.',
  ],
  [
    'too long a term',
    () => ({
      step: 'terms',
      payload: {
        terms: { contractMinMonths: 99, maintenanceDays: 180, clawbackMode: 'full', penaltyWon: 0 },
      },
    }),
    'terms.terms.contractMinMonths',
    'Months 0 to 36, days 0 to 730, a penalty of at most 200,000 won.',
  ],
  [
    'no title',
    () => ({ step: 'activation', payload: { title: '' } }),
    'activation.title',
    'Write a title of at most 200 characters.',
  ],
])(
  'a draft with %s is kept and not published: step, field and fix are named',
  async (_, wrong, path, message) => {
    const { step, payload } = wrong(tree)
    const { id, version } = await walk(hq, { ...stepsFor(tree), [step]: payload })
    const before = await elsewhere()
    const { status, body } = await hq.post(`policies/drafts/${id}/publication`, { version })
    expect(status).toBe(422)
    expect(body.errors).toContainEqual(expect.objectContaining({ path, message }))
    expect(await elsewhere()).toEqual(before)
    expect((await hq.get(`policies/drafts/${id}`)).body.steps[step]).toMatchObject(payload)
  },
)

test('a draft with a title that another policy has is refused at its title', async () => {
  const steps = stepsFor(tree)
  const first = await walk(hq, steps)
  await hq.post(`policies/drafts/${first.id}/publication`, { version: first.version })
  const { id, version } = await walk(hq, steps)
  const { status, body } = await hq.post(`policies/drafts/${id}/publication`, { version })
  expect([status, body.code, body.errors[0].path]).toEqual([409, 'conflict', 'activation.title'])
})

test(`a draft that nobody saves for ${KEEP_DAYS} days is gone, and the sweep deletes it`, async () => {
  const left = await begin(hq)
  world.platform.clock.advance(60 * 86_400)
  const used = await begin(hq)
  world.platform.clock.advance(31 * 86_400)
  expect((await hq.get(`policies/drafts/${left.id}`)).status).toBe(404)
  expect((await hq.get(`policies/drafts/${used.id}`)).status).toBe(200)
  await enqueueDue(world.platform)
  for (const id of world.platform.woken.splice(0)) await runJob(world.platform, id)
  const rows = await rawRows(world.platform.db, sql`select id from policy_drafts`)
  const ids = rows.map(({ id }) => id)
  expect(ids).toContain(used.id)
  expect(ids).not.toContain(left.id)
})

test('one person has a bounded number of drafts, also when many begin at once', async () => {
  const { hq: own } = await world.mintTree()
  const answers = await Promise.all(
    Array.from({ length: DRAFTS_MAX + 5 }, () => own.admin.post('policies/drafts', {})),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(DRAFTS_MAX)
  expect(new Set(statuses)).toEqual(new Set([201, 409]))
  // A colleague has as many of their own.
  const other = await own.colleague()
  expect((await other.post('policies/drafts', {})).status).toBe(201)
})

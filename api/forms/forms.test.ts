import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nextEid } from '#tests/numbers.ts'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { DEFAULT_FORM } from './fields.ts'

// The order form through the front door: what HQ publishes is what shops are asked, shown and held to.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (companyId: string) => ({ period, items: [{ companyId, amountWon: 50_000_000 }] })
  await tree.hq.admin.post('rebates/allocations', give(tree.a.id))
  await tree.a.admin.post('rebates/distributions', give(tree.r1.id))
})
afterAll(() => world.close())

const own = { required: false, label: '가입 경로' }
const ROUTE = {
  ...own,
  key: 'x_route',
  type: 'radio',
  options: [
    { value: 'walk_in', label: '매장' },
    { value: 'friend', label: '지인' },
  ],
}
const FRIEND = {
  ...own,
  key: 'x_friend',
  label: '소개한 사람',
  type: 'text',
  when: {
    match: 'all',
    effect: 'shown_required',
    tests: [{ field: 'x_route', is: 'is', values: ['friend'] }],
  },
}
const BIRTH = { key: 'birth_date', required: true }

const place = (policyId: string, form: object, change: object = {}) =>
  tree.r1.staff.post('orders', c2Order(policyId, tree.skt99, { joinType: 'new', form, ...change }))
const faultsOf = (body: { errors?: { path: string; code: string }[] }) =>
  (body.errors ?? []).map(({ path, code }) => `${path} ${code}`)
const publishing = (form: object[]) =>
  tree.hq.admin.post('policies', {
    ...C2_POLICY,
    title: `양식 ${crypto.randomUUID()}`,
    targets: [tree.a.id],
    form,
  })

test('the default template places an order of every type of customer and SIM', async () => {
  const policyId = await tree.publish({ form: DEFAULT_FORM })
  const base = { birth_date: '1991-03-02', device_model: '갤럭시 S26' }
  const EXTRA = {
    adult: {},
    corporate: { business_number: '124-81-00998' },
    foreigner: { nationality: '베트남' },
    minor: { birth_date: '2010-01-01', legal_name: '홍판서', legal_phone: '010-9999-0000' },
  }
  for (const [type, extra] of Object.entries(EXTRA))
    for (const simType of ['prepaid', 'esim']) {
      const eid = simType === 'esim' ? { eid: nextEid() } : {}
      const { status, body } = await place(
        policyId,
        { ...base, previous_carrier: 'kt', ...eid, ...extra },
        { joinType: 'mnp', simType, customer: { name: '홍길동', phone: '01012344417', type } },
      )
      expect([status, faultsOf(body)]).toEqual([201, []])
    }
})

describe('own fields', () => {
  test('are asked, checked by their condition, stored and shown with their names', async () => {
    const policyId = await tree.publish({ form: [BIRTH, ROUTE, FRIEND] })
    const birth = { birth_date: '1991-03-02' }
    const walked = await place(policyId, { ...birth, x_route: 'walk_in', x_friend: '김철수' })
    expect(faultsOf(walked.body)).toEqual(['form.x_friend not_applicable'])
    const friend = await place(policyId, { ...birth, x_route: 'friend' })
    expect(faultsOf(friend.body)).toEqual(['form.x_friend required'])
    const placed = await place(policyId, { ...birth, x_route: 'friend', x_friend: '  김철수 ' })
    expect(placed.status).toBe(201)
    const { body } = await tree.r1.staff.get(`orders/${placed.body.id}`)
    expect(body.form).toEqual({ birth_date: '91****', x_route: 'friend', x_friend: '김철수' })
    expect(body.template).toEqual([BIRTH, ROUTE, FRIEND])
  })

  test('are hidden from the agency and erased at the end unless they are plain', async () => {
    const plain = { ...ROUTE, key: 'x_plain', sensitivity: 'plain' }
    const policyId = await tree.publish({ form: [BIRTH, ROUTE, plain] })
    const form = { birth_date: '1991-03-02', x_route: 'friend', x_plain: 'friend' }
    const { body: order } = await place(policyId, form)
    const forAgency = await tree.a.admin.get(`orders/${order.id}`)
    expect(forAgency.body.form).not.toHaveProperty('x_route')
    expect(forAgency.body.form).toMatchObject({ x_plain: 'friend' })
    await tree.r1.staff.post(`orders/${order.id}/cancellation`, { version: 1, reason: '고객 변심' })
    const ended = await tree.r1.staff.get(`orders/${order.id}`)
    expect(ended.body.form).toEqual({ x_plain: 'friend' })
  })

  test('that the form fills in are the server’s, and are refused from outside', async () => {
    const filled = ['now', 'user', 'policy'].map((fill) => ({
      ...own,
      key: `x_${fill}`,
      type: fill === 'now' ? 'datetime' : 'text',
      fill,
    }))
    const fixed = { ...ROUTE, readOnly: true, default: 'walk_in' }
    const policyId = await tree.publish({ title: '가을 정책', form: [BIRTH, ...filled, fixed] })
    const birth = { birth_date: '1991-03-02' }
    const refused = await place(policyId, { ...birth, x_user: '나', x_route: 'friend' })
    expect(faultsOf(refused.body)).toEqual(['form.x_user read_only', 'form.x_route read_only'])
    const { body: order } = await place(policyId, birth)
    const { body } = await tree.r1.staff.get(`orders/${order.id}`)
    expect(body.form).toEqual({
      birth_date: '91****',
      x_now: '2026-11-20T12:00',
      x_user: '사람',
      x_policy: '가을 정책',
      x_route: 'walk_in',
    })
  })

  test('keep the type that they were published with', async () => {
    const policyId = await tree.publish({ form: [BIRTH, ROUTE] })
    const again = (form: object[], version: number) =>
      tree.hq.admin.post(`policies/${policyId}/versions`, {
        ...versionOf(C2_POLICY),
        form,
        version,
      })
    const text = { ...own, key: 'x_route', type: 'text' }
    const refused = await again([BIRTH, text], 1)
    expect([refused.status, faultsOf(refused.body)]).toEqual([422, ['form.1.type type_fixed']])
    expect((await again([BIRTH], 1)).status).toBe(201)
    expect(faultsOf((await again([BIRTH, text], 2)).body)).toEqual(['form.1.type type_fixed'])
    expect((await again([BIRTH, { ...ROUTE, label: '어떻게' }], 2)).status).toBe(201)
  })

  const versionOf = ({ bandsWon, months, cells }: typeof C2_POLICY) => ({ bandsWon, months, cells })
})

test('a template with a fault is refused at the field', async () => {
  const { status, body } = await publishing([BIRTH, FRIEND, { ...own, key: 'ssn' }])
  expect(status).toBe(422)
  expect(faultsOf(body)).toEqual([
    'form.2.key refused_field',
    'form.1.when.tests.0.field unknown_field',
  ])
})

test('a template of a former release is read and held to as before', async () => {
  const policyId = await tree.publish({ form: [BIRTH, { key: 'memo', required: true }] })
  const { body } = await tree.r1.staff.get(`policies/${policyId}`)
  expect(body.form).toEqual([BIRTH, { key: 'memo', required: true }])
  const { body: refused } = await place(policyId, { birth_date: '1991-03-02' })
  expect(faultsOf(refused)).toEqual(['form.memo required'])
})

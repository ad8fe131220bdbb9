import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { companyApplication, staffApplication } from './registration/apply.fixture.ts'

// Every field for a telephone number has the same rule. Each request also has an unknown field, so it is
// always refused; the tests only look at whether the number is among the faults.

let world: World
let tree: Tree
let policyId: string
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  const asked = ['legal_name', 'legal_phone'].map((key) => ({ key, required: false }))
  policyId = await tree.publish({ form: [...C2_POLICY.form, ...asked] })
})
afterAll(() => world.close())

type Sent = { status: number; body: { errors?: { path: string; code: string }[] } }
const stranger = { stranger: 1 }
let visits = 0
async function signUp(path: string, body: object): Promise<Sent> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
  // Each call comes from another address, because sign-ups are limited by address.
  const response = await world.call(
    `registration/${path}`,
    { ...init, body: JSON.stringify({ ...body, ...stranger }) },
    { address: `198.18.0.${++visits}` },
  )
  return { status: response.status, body: (await response.json()) as Sent['body'] }
}

const customer = { name: '홍길동', phone: '01012344417', type: 'minor' }
const form = { birth_date: '2010-01-01', device_model: '갤럭시 S26', previous_carrier: 'kt' }
const order = (change: object) =>
  tree.r1.staff.post('orders', c2Order(policyId, tree.skt99, { customer, form, ...change }))
const NOBODY = '0198b1c2-0000-7000-8000-000000000000'
const company = { name: '강릉중앙점', businessNumber: null, address: null }

const ANY: Record<string, (phone: string) => Promise<Sent>> = {
  phone: (phone) =>
    tree.r1.staff.put('me/profile', { version: 1, name: '김', email: null, phone, ...stranger }),
  'company.phone': (phone) => {
    const { company, ...rest } = companyApplication('HQ-200101-0001', 'somebody-1')
    return signUp('companies', { ...rest, company: { ...company, phone } })
  },
  'user.phone': (phone) => {
    const { user, ...rest } = staffApplication('HQ-200101-0001', 'somebody-2')
    return signUp('staff', { ...rest, user: { ...user, phone } })
  },
  // A company that is added by hand.
  'phone ': (phone) =>
    tree.hq.admin.post('companies', { ...company, parentId: tree.a.id, phone, ...stranger }),
  'customer.phone': (phone) => order({ customer: { ...customer, phone }, ...stranger }),
}
const MOBILE: typeof ANY = {
  // The guardian of a minor: their missing name is the other fault.
  'form.legal_phone': (legal_phone) => order({ form: { ...form, legal_phone } }),
  activatedNumber: (activatedNumber) =>
    tree.hq.admin.post(`orders/${NOBODY}/completion`, {
      ...{ version: 3, activatedOn: '2026-11-20', activatedNumber },
      ...stranger,
    }),
}

const isRefused = async (fields: typeof ANY, phone: string) => {
  const found: Record<string, boolean> = {}
  for (const [field, send] of Object.entries(fields)) {
    const { status, body } = await send(phone)
    const where = `${field} ${JSON.stringify(body)}`
    expect(status, where).toBe(422)
    const { errors = [] } = body
    const isSaid = errors.some(({ path }) => path === field.trim())
    // Apart from the number the request has the one intended fault.
    expect(errors.length, where).toBe(isSaid ? 2 : 1)
    found[field] = isSaid
  }
  return found
}
const each = (fields: typeof ANY, is: boolean) =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, is]))

describe('every field', () => {
  test.each([
    '01012345678',
    '010-1234-5678',
    '010.1234.5678',
    ' ０１０－１２３４－５６７８ ',
    '+82 10-1234-5678',
    '+82 (0)10 1234 5678',
    '011-123-4567',
  ])('takes %s', async (phone) => {
    expect(await isRefused(ANY, phone)).toEqual(each(ANY, false))
    expect(await isRefused(MOBILE, phone)).toEqual(each(MOBILE, false))
  })

  test.each([
    '000000000',
    '010-1234-567',
    '010-1234-56789',
    '010-0000-0000',
    '099-123-4567',
    '+1 202 555 0100',
    '010-1234-5678 010-2345-6789',
    '공일공',
    '12',
  ])('refuses %s', async (phone) => {
    expect(await isRefused(ANY, phone)).toEqual(each(ANY, true))
    expect(await isRefused(MOBILE, phone)).toEqual(each(MOBILE, true))
  })

  test.each([
    '02-123-4567',
    '02-1234-5678',
    '031-123-4567',
    '+82-2-123-4567',
    '070-1234-5678',
    '0505-123-4567',
    '080-123-4567',
    '1588–1234',
  ])('takes %s where it need not be a mobile number', async (phone) => {
    expect(await isRefused(ANY, phone)).toEqual(each(ANY, false))
    expect(await isRefused(MOBILE, phone)).toEqual(each(MOBILE, true))
  })
})

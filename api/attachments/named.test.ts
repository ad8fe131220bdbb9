import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { heldBack } from '#tests/held.ts'
import { faultsOf, openFiles, PDF } from './files.fixture.ts'

// What an order may name, and who may send bytes.

const files = await openFiles()
const { world, tree, cousins, cousinPolicyId } = files
const { ask, put, uploaded, place, read, bytesOf, later } = files
afterAll(() => world.close())

describe('an order that names a file', () => {
  test.each([
    ['of another shop', () => uploaded(tree.r2.staff)],
    ['of another tree', () => uploaded(cousins.r1.staff)],
    ['whose bytes have not arrived', async () => (await ask(tree.r1.staff)).body.id],
    ['that does not exist', async () => '0198b1c2-0000-7000-8000-000000000000'],
    ['of a live order', () => attached()],
  ])('%s is refused at the field, in one sentence for all', async (_, mint) => {
    const { status, body } = await place(tree.r1.staff, { signed_application: await mint() })
    expect({ status, faults: faultsOf(body), message: body.errors?.[0].message }).toEqual({
      status: 422,
      faults: ['form.signed_application no_upload'],
      message:
        'Attach the file again: its upload is not finished, has ended, or another order has it.',
    })
  })
  async function attached() {
    const id = await uploaded(tree.r1.staff)
    expect((await place(tree.r1.staff, { signed_application: id })).status).toBe(201)
    return id
  }

  test('twice is refused, and the file stays free', async () => {
    const id = await uploaded(tree.r1.staff)
    expect((await place(tree.r1.staff, { signed_application: id, x_proof: id })).status).toBe(422)
    expect((await place(tree.r1.staff, { signed_application: id })).status).toBe(201)
  })

  test('and is refused leaves the file to the next try', async () => {
    const id = await uploaded(cousins.r1.staff)
    const of = { policyId: cousinPolicyId, plan: cousins.skt99 }
    const first = await place(
      cousins.r1.staff,
      { signed_application: id, memo: '901010-1234567' },
      of,
    )
    expect(first.status).toBe(422)
    expect((await place(cousins.r1.staff, { signed_application: id }, of)).status).toBe(201)
  })

  test.each([2, 8])('at the same time as others: of %i exactly one has it', async (orders) => {
    const id = await uploaded(tree.r1.staff)
    const replies = await Promise.all(
      Array.from({ length: orders }, () => place(tree.r1.staff, { signed_application: id })),
    )
    const statuses = replies.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([201, ...Array.from({ length: orders - 1 }, () => 422)])
  })
})

test('two orders that wait for one budget together may not both have a file', async () => {
  const id = await uploaded(tree.r1.staff)
  const budget = sql`select 1 from accounts where company_id = ${tree.r1.id} for update`
  let both: ReturnType<typeof place>[] = []
  const first = await heldBack(
    world.platform.db,
    budget,
    1,
    () => place(tree.r1.staff, {}),
    async () => {
      both = [0, 1].map(() => place(tree.r1.staff, { signed_application: id }))
      // Orders of a tree are tried in one queue: after this one, those two wait behind the first.
      await place(tree.r2.staff, {})
    },
  )
  expect(first.status).toBe(201)
  expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([201, 422])
})

describe('the address of an upload', () => {
  test('is signed, short-lived and useless for another upload', async () => {
    const { body } = await ask(tree.r1.staff)
    const other = (await ask(tree.r1.staff)).body
    const { url } = body.upload
    expect((await put({ url: url.replace(body.id, other.id) }, PDF)).status).toBe(404)
    expect((await put({ url: url.replace(/until=\d+/, 'until=9999999999') }, PDF)).status).toBe(404)
    expect((await put({ url: url.replace(/signature=\w+/, '') }, PDF)).status).toBe(422)
    later(0.3)
    expect((await put({ url }, PDF)).status).toBe(410)
  })

  test('takes bytes once: of tries at the same time one is kept, and the others leave nothing', async () => {
    const { body } = await ask(tree.r1.staff)
    const sent = await Promise.all([0, 1, 2].map(() => put(body.upload, PDF)))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await place(tree.r1.staff, { signed_application: body.id })).status).toBe(201)
    expect((await read(tree.r1.staff, body.id)).bytes).toEqual(PDF)
    const objects = await Promise.all([1, 2, 3].map((nth) => bytesOf(body.id, nth)))
    expect(objects.filter(Boolean)).toHaveLength(1)
  })

  test('takes ten tries and no more', async () => {
    const { body } = await ask(tree.r1.staff)
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) statuses.push((await put(body.upload, PDF.slice(1))).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 415), 410])
  })

  test('takes exactly the bytes that were asked for', async () => {
    const { body } = await ask(tree.r1.staff)
    const longer = new Uint8Array([...PDF, 1])
    expect((await put(body.upload, longer)).status).toBe(413)
    expect((await put(body.upload, PDF.slice(0, -1))).status).toBe(400)
    expect((await put(body.upload, PDF)).status).toBe(200)
  })

  test('a repeat of the command gives the same upload', async () => {
    const key = { 'idempotency-key': 'attach-again-1' }
    const one = await tree.r1.staff.post('attachments', { type: 'png', sizeBytes: 9 }, key)
    const two = await tree.r1.staff.post('attachments', { type: 'png', sizeBytes: 9 }, key)
    expect([two.status, two.body.id]).toEqual([201, one.body.id])
  })

  test('larger files than 10 MB and more than 40 open ones are refused', async () => {
    const large = await tree.r2.staff.post('attachments', {
      type: 'png',
      sizeBytes: 10 * 1024 * 1024 + 1,
    })
    expect(large.status).toBe(422)
    const statuses = new Set<number>()
    for (let i = 0; i < 45; i++) statuses.add((await ask(tree.r2.staff)).status)
    expect([...statuses]).toEqual([201, 429])
  })
})

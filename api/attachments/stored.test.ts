import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { startS3 } from '#tests/servers/s3.ts'
import { s3Files } from '../platform/files-s3.ts'
import { erasePersonalData } from '../privacy/erase-personal-data.ts'
import { faultsOf, JPEG, openFiles, PDF, PROGRAM } from './files.fixture.ts'

// Files of an order, from the telephone to their erasure, on the disk and in storage with the protocol of S3.

const s3 = await startS3()
const files = await openFiles()
const { world, tree, cousins } = files
const { ask, put, complete, uploaded, place, read, detail, bytesOf, system, sweep, later } = files
const NOON = world.platform.clock.now()
const disk = world.platform.files
/** Keys whose removal fails, as with a storage that is away. */
const stuck = new Set<string>()
afterAll(async () => {
  await world.close()
  await s3.close()
})
const stateOf = async (id: string) => {
  const [row] = await rowsOf(
    world.platform.db,
    sql`select state::text, tries from attachments where id = ${id}`,
    { state: text, tries: integer },
  )
  return row
}

describe.each(['disk', 's3'])('on %s', (kind) => {
  beforeAll(() => {
    world.platform.clock.set(NOON)
    const store = kind === 'disk' ? disk : s3Files(s3)
    world.platform.files = {
      ...store,
      remove: async (key) => {
        if (stuck.has(key)) throw new Error('the storage is away')
        await store.remove(key)
      },
    }
  })

  test('a shop uploads, places the order, and the readers get the bytes back', async () => {
    const { r1, hq } = tree
    const [form, proof] = [await uploaded(r1.staff), await uploaded(r1.staff, JPEG, 'jpeg')]
    const { status, body } = await place(r1.staff, { signed_application: form, x_proof: proof })
    expect(status).toBe(201)
    const { attachments, form: answers } = await detail(r1.staff, body.id)
    expect(attachments).toEqual([
      {
        id: form,
        field: 'signed_application',
        name: '첨부 1.pdf',
        type: 'pdf',
        sizeBytes: PDF.length,
      },
      {
        id: proof,
        field: 'x_proof',
        name: '첨부 2.jpg',
        type: 'jpeg',
        sizeBytes: JPEG.length,
      },
    ])
    expect(JSON.stringify(answers)).not.toContain(form)

    const { response, bytes } = await read(hq.staff, proof)
    expect(bytes).toEqual(JPEG)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(JPEG.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="file 2.jpg"/,
    )
    const { items } = (await hq.admin.get(`audit?entityId=${body.id}&kind=reveal`)).body
    expect(items).toMatchObject([
      { action: 'order.read_attachment', facts: { place: 2 }, user: { id: hq.staff.actor.userId } },
    ])
  })

  test('the agency has no such file, nor have other shops and trees', async () => {
    const id = await uploaded(tree.r1.staff)
    const order = (await place(tree.r1.staff, { signed_application: id })).body
    expect((await detail(tree.a.admin, order.id)).attachments).toEqual([])
    expect((await tree.a.admin.get(`attachments/${id}/file`)).status).toBe(403)
    for (const stranger of [tree.r2.admin, cousins.hq.admin, cousins.r1.admin])
      expect((await stranger.get(`attachments/${id}/file`)).status).toBe(404)
  })

  test('what is no picture and no PDF is refused whatever the sender says, and leaves no bytes', async () => {
    const { body } = await ask(tree.r1.staff, PROGRAM, 'jpeg')
    const sent = await put(body.upload, PROGRAM)
    const done = kind === 'disk' ? sent : await complete(tree.r1.staff, body.id)
    expect({ status: done.status, code: done.body.code }).toEqual({
      status: 415,
      code: 'unsupported_media_type',
    })
    expect(done.body.detail).toContain('JPEG')
    expect(await bytesOf(body.id)).toBeUndefined()
    expect(faultsOf((await place(tree.r1.staff, { signed_application: body.id })).body)).toEqual([
      'form.signed_application no_upload',
    ])
  })

  test('the bytes decide the type, not the sender', async () => {
    const id = await uploaded(tree.r1.staff, PDF, 'png')
    expect((await complete(tree.r1.staff, id)).body).toMatchObject({
      state: 'kept',
      type: 'pdf',
      sizeBytes: PDF.length,
    })
  })

  test('more bytes than were asked for are refused; a broken upload may be sent again', async () => {
    const { body } = await ask(tree.r1.staff)
    expect((await put(body.upload, new Uint8Array([...PDF, 1]))).status).toBeGreaterThanOrEqual(400)
    expect((await put(body.upload, PDF.slice(0, -1))).status).toBeGreaterThanOrEqual(400)
    expect((await complete(tree.r1.staff, body.id)).status).toBe(409)
    expect((await put(body.upload, PDF)).status).toBe(200)
    expect((await complete(tree.r1.staff, body.id)).body.state).toBe('kept')
  })

  test('nobody writes over bytes that have been looked at', async () => {
    const { body } = await ask(tree.r1.staff)
    await put(body.upload, PDF)
    expect((await complete(tree.r1.staff, body.id)).status).toBe(200)
    const other = new Uint8Array(PDF)
    other[20] = (other[20] ?? 0) ^ 1
    expect([409, 412]).toContain((await put(body.upload, other)).status)
    const order = (await place(tree.r1.staff, { signed_application: body.id })).body
    expect(order.id).toBeDefined()
    expect((await read(tree.r1.staff, body.id)).bytes).toEqual(PDF)
  })

  test('a rejected order’s files are gone with the next sweep, also one that broke off in the middle', async () => {
    const [one, two] = [await uploaded(tree.r1.staff), await uploaded(tree.r1.staff)]
    const { id } = (await place(tree.r1.staff, { signed_application: one, x_proof: two })).body
    await tree.hq.admin.post(`orders/${id}/rejection`, { version: 1, reason: '서류가 달라요' })
    expect((await detail(tree.r1.staff, id)).attachments).toEqual([])
    expect((await tree.r1.staff.get(`attachments/${one}/file`)).status).toBe(410)

    later(1)
    stuck.add(`attachments/${two}/1`)
    await expect(sweep()).rejects.toThrow('the storage is away')
    expect([await bytesOf(one), await stateOf(one)]).toEqual([
      undefined,
      { state: 'attached', tries: 1 },
    ])
    stuck.clear()
    await sweep()
    for (const file of [one, two]) {
      expect(await bytesOf(file)).toBeUndefined()
      expect(await stateOf(file)).toMatchObject({ state: 'erased' })
    }
    await sweep()
    expect((await tree.r1.staff.get(`attachments/${one}/file`)).status).toBe(410)
  })

  test('a completed order keeps its files for 30 days; the nightly erasure removes and counts them', async () => {
    const file = await uploaded(tree.r1.staff)
    const { id } = (await place(tree.r1.staff, { signed_application: file })).body
    const move = (to: string, body: object) => tree.hq.admin.post(`orders/${id}/${to}`, body)
    await move('approval', { version: 1 })
    await move('shipment', { version: 2, noShipment: true })
    const done = await move('completion', {
      version: 3,
      activatedOn: (await detail(tree.hq.admin, id)).placedAt.slice(0, 10),
      activatedNumber: `0105555${kind === 'disk' ? '1001' : '1002'}`,
    })
    expect(done.status, done.text).toBe(200)
    // The HQ does not work on it any more; the shop answers its customer's questions.
    expect((await tree.hq.admin.get(`attachments/${file}/file`)).status).toBe(404)
    expect((await read(tree.r1.staff, file)).bytes).toEqual(PDF)

    later(24 * 29)
    await erasePersonalData(system(), { progress: async () => {} })
    expect((await read(tree.r1.staff, file)).bytes).toEqual(PDF)
    later(24 * 3)
    await erasePersonalData(system(), { progress: async () => {} })
    expect(await bytesOf(file)).toBeUndefined()
    const [proof] = await rowsOf(
      world.platform.db,
      sql`select erased, remaining from erasures where kind = 'attachments' order by id desc limit 1`,
      { erased: integer, remaining: integer },
    )
    expect(proof?.remaining).toBe(0)
    expect(proof?.erased).toBeGreaterThan(0)
  })

  test('an upload that no order took is gone after a day, and one that was removed at once', async () => {
    const kept = await uploaded(tree.r1.staff)
    const waiting = (await ask(tree.r1.staff)).body
    const given = await uploaded(tree.r1.staff)
    expect((await tree.r1.staff.post(`attachments/${given}/removal`)).status).toBe(200)
    expect(faultsOf((await place(tree.r1.staff, { signed_application: given })).body)).toEqual([
      'form.signed_application no_upload',
    ])
    later(1)
    await sweep()
    expect(await bytesOf(given)).toBeUndefined()
    expect(await bytesOf(kept)).toBeDefined()
    later(24)
    expect(faultsOf((await place(tree.r1.staff, { signed_application: kept })).body)).toEqual([
      'form.signed_application no_upload',
    ])
    await sweep()
    for (const id of [kept, waiting.id]) {
      expect(await bytesOf(id)).toBeUndefined()
      expect((await complete(tree.r1.staff, id)).status).toBe(404)
    }
  })
})

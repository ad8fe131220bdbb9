import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '#tests/servers/listen.ts'
import { startS3 } from '#tests/servers/s3.ts'
import { s3Files } from '../platform/files-s3.ts'
import { openFiles, PDF } from './files.fixture.ts'

// A storage that is away, fails or never answers: the product says so, and goes on where it stopped.

const s3 = await startS3()
const files = await openFiles()
const { world, tree, ask, put, complete, uploaded, place, read, sweep, later, bytesOf } = files
const disk = world.platform.files
/** Answers 500, or nothing. */
let isSilent = false
const failing = await listen(
  createServer((_, response) => {
    if (!isSilent) response.writeHead(500).end('<Error><Code>InternalError</Code></Error>')
  }),
)
afterAll(async () => {
  await world.close()
  await failing.close()
  await s3.close()
})
const stored = s3Files(s3)
const answerMsMax = 300
const lost = (endpoint: string, silent: boolean) => () => {
  isSilent = silent
  world.platform.files = s3Files({ ...s3, endpoint, answerMsMax })
}
const back = () => {
  world.platform.files = stored
}

describe.each([
  ['answers with an error', lost(failing.url, false)],
  ['never answers', lost(failing.url, true)],
])('a storage that %s', (_, lose) => {
  beforeAll(back)
  test('is named as such; afterwards the same requests succeed', async () => {
    const { body } = await ask(tree.r1.staff)
    await put(body.upload, PDF)
    const held = await uploaded(tree.r1.staff)
    const order = (await place(tree.r1.staff, { signed_application: held })).body
    expect(order.id).toBeDefined()

    lose()
    const replies = [
      await complete(tree.r1.staff, body.id),
      await tree.r1.staff.get(`attachments/${held}/file`),
    ]
    for (const { status, body, headers } of replies)
      expect([status, body.code, headers.has('retry-after')]).toEqual([503, 'busy', true])
    // An order needs only the rows: it does not wait for the storage.
    back()
    const free = await uploaded(tree.r1.staff)
    lose()
    expect((await place(tree.r1.staff, { x_proof: free })).status).toBe(201)

    back()
    expect((await complete(tree.r1.staff, body.id)).body.state).toBe('kept')
    expect((await read(tree.r1.staff, held)).bytes).toEqual(PDF)
  })

  test('keeps the erasure open until the bytes are gone', async () => {
    const held = await uploaded(tree.r1.staff)
    const { id } = (await place(tree.r1.staff, { signed_application: held })).body
    await reject(id)
    later(1)
    lose()
    await expect(sweep()).rejects.toThrow('Storage')
    back()
    expect(s3.names()).toContain(`/files/attachments/${held}/1`)
    await sweep()
    expect(s3.names()).not.toContain(`/files/attachments/${held}/1`)
  })
})

const reject = (id: string) =>
  tree.hq.admin.post(`orders/${id}/rejection`, { version: 1, reason: '서류가 달라요' })

test('the bytes of a try whose process died before the row said so go with the others', async () => {
  world.platform.files = disk
  const { body } = await ask(tree.r1.staff)
  world.platform.files = {
    ...disk,
    put: async (...given) => {
      await disk.put(...given)
      throw new Error('the process died')
    },
  }
  expect((await put(body.upload, PDF)).status).toBe(500)
  world.platform.files = disk
  expect((await put(body.upload, PDF)).status).toBe(200)
  expect([await bytesOf(body.id, 1), await bytesOf(body.id, 2)].filter(Boolean)).toHaveLength(2)
  await reject((await place(tree.r1.staff, { signed_application: body.id })).body.id)
  later(1)
  await sweep()
  expect([await bytesOf(body.id, 1), await bytesOf(body.id, 2)]).toEqual([undefined, undefined])
})

test('bytes that arrive after an upload was given up are found while its address works', async () => {
  back()
  const { body } = await ask(tree.r1.staff)
  await tree.r1.staff.post(`attachments/${body.id}/removal`)
  await sweep()
  // The storage knows nothing of the removal.
  expect((await put(body.upload, PDF)).status).toBe(200)
  later(1)
  await sweep()
  expect(await bytesOf(body.id)).toBeUndefined()
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { app } from '#api/app.ts'
import { openSettled, type Settled, withPut } from '#api/exports/settled.fixture.ts'
import { newId } from '#api/ids.ts'
import type { Platform } from '#api/platform/platform.ts'
import { verifyQstash } from '#api/platform/qstash-signature.ts'
import { jobs } from '#db/schema/jobs.ts'
import { signQstash } from '#tests/servers/qstash.ts'

const KEYS = { currentKey: 'sig_current', nextKey: 'sig_next' }
const URL = 'http://maru.test/api/jobs/run'

let world: Settled
beforeAll(async () => {
  world = await openSettled({ connections: 4 })
})
afterAll(() => world.close())

/** A delivery in QStash's form; behind a proxy it arrives under another address. */
async function deliver(
  id: string,
  more: {
    signature?: string
    body?: string
    sent?: BodyInit
    on?: Platform
    key?: string
  } = {},
) {
  const platform = more.on ?? world.platform
  const body = more.body ?? JSON.stringify({ id })
  const signature =
    more.signature ?? (await signQstash({ url: URL, body, key: more.key ?? KEYS.currentKey }))
  const response = await app.fetch(
    new Request('http://10.0.0.7:8787/api/jobs/run', {
      method: 'POST',
      body: more.sent ?? body,
      // A stream is sent in half-duplex mode.
      ...(more.sent && { duplex: 'half' }),
      headers: { 'content-type': 'application/json', 'upstash-signature': signature },
    }),
    {
      platform,
      address: '192.0.2.1',
      live: () => new Response(null, { status: 426 }),
      verifyWake: verifyQstash({ ...KEYS, cache: platform.cache }),
    },
  )
  await world.platform.settled()
  const retryAfter = response.headers.get('retry-after')
  return { status: response.status, body: await response.json(), retryAfter }
}

async function asked() {
  const { admin } = world.tree.hq
  const exportId = await world.ask(admin, { month: '2025-01' })
  return { admin, exportId, jobId: await world.jobOf(exportId) }
}

describe('the route for QStash', () => {
  test('runs the job of a signed message', async () => {
    const { admin, exportId, jobId } = await asked()
    expect(await deliver(jobId)).toMatchObject({ status: 200, body: { outcome: 'done' } })
    expect(await world.state(admin, exportId)).toMatchObject({ status: 'completed' })
  })

  test('a second delivery is a success without effect', async () => {
    const { admin, exportId, jobId } = await asked()
    const replies = await Promise.all([deliver(jobId), deliver(jobId), deliver(jobId)])
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(replies.map(({ body }) => body.outcome).toSorted()).toEqual([
      'done',
      'skipped',
      'skipped',
    ])
    expect(await deliver(jobId)).toMatchObject({ status: 200, body: { outcome: 'skipped' } })
    expect(await world.news(admin, exportId)).toHaveLength(1)
  })

  test('a replay of the same message is refused', async () => {
    const { jobId } = await asked()
    const body = JSON.stringify({ id: jobId })
    const signature = await signQstash({ url: URL, body, key: KEYS.currentKey })
    expect((await deliver(jobId, { signature })).status).toBe(200)
    expect((await deliver(jobId, { signature })).status).toBe(401)
  })

  test('a message that is not signed for this body is refused and runs nothing', async () => {
    const { admin, exportId, jobId } = await asked()
    expect((await deliver(jobId, { key: 'sig_foreign' })).status).toBe(401)
    const signature = await signQstash({ url: URL, body: '{}', key: KEYS.currentKey })
    expect((await deliver(jobId, { signature })).status).toBe(401)
    expect((await deliver(jobId, { signature: '' })).status).toBe(401)
    expect(await world.state(admin, exportId)).toMatchObject({ status: 'queued' })
    await world.build(exportId)
  })

  test('a temporary failure asks for another delivery, no sooner than the job is due', async () => {
    const { admin, exportId, jobId } = await asked()
    const broken = withPut(world.platform, async () => {
      throw new Error('the store went away')
    })
    expect(await deliver(jobId, { on: broken })).toMatchObject({
      status: 503,
      body: { code: 'busy' },
      retryAfter: '5',
    })
    world.platform.clock.advance(5)
    expect(await deliver(jobId)).toMatchObject({ status: 200, body: { outcome: 'done' } })
    expect(await world.state(admin, exportId)).toMatchObject({ status: 'completed' })
  })

  test('a permanent failure is recorded and not delivered again', async () => {
    const now = world.platform.clock.now()
    const id = newId(now)
    const row = { id, name: 'exports.build', payload: {}, runAt: now, createdAt: now }
    await world.platform.db.insert(jobs).values(row)
    expect(await deliver(id)).toMatchObject({ status: 200, body: { outcome: 'failed' } })
    expect(await deliver(id)).toMatchObject({ status: 200, body: { outcome: 'skipped' } })
  })

  test.each(['{}', '[]', '{"id":"x"}', 'null', '{"id":'])(
    'a signed body %j of another form names no job',
    async (body) => {
      expect(await deliver('', { body })).toMatchObject({
        status: 200,
        body: { outcome: 'skipped' },
      })
    },
  )

  test('an endless body is refused before it fills the memory', async () => {
    let pieces = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        pieces += 1
        controller.enqueue(new Uint8Array(1_000))
        // A route that reads it whole reaches this end, and the test fails.
        if (pieces === 1_000) controller.close()
      },
    })
    expect((await deliver('', { sent: endless })).status).toBe(413)
    expect(pieces).toBeLessThan(10)
  })

  test('without QStash the route does not exist', async () => {
    const { jobId } = await asked()
    const response = await app.fetch(
      new Request(URL, { method: 'POST', body: JSON.stringify({ id: jobId }) }),
      {
        platform: world.platform,
        address: '192.0.2.1',
        live: () => new Response(null, { status: 426 }),
      },
    )
    expect(response.status).toBe(404)
  })
})

import { eq, isNotNull, sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#api/access/actor.ts'
import { addDays, seoulDay } from '#api/calendar.ts'
import { reconcile } from '#api/reconciliation/reconcile.ts'
import { PRICE_TEXT_COLUMNS, priceText } from '#api/uploads/uploads.fixture.ts'
import { jobs } from '#db/schema/jobs.ts'
import { slotsAt } from '#jobs/slots.ts'
import { type Door, walkFirstDay } from '../first-day.ts'
import { NEXT_POLICY, type PutBytes, walkNextPolicy } from '../next-policy.ts'
import { type Remote, send, signIn } from '../remote.ts'
import { signQstash } from '../servers/qstash.ts'
import { REDIS_MISSING, type RedisServer, startRedis } from '../servers/redis.ts'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '../world.ts'
import { type Edge, startEdge } from './edge.ts'
import { needSite, SITE_MS_MAX } from './site.ts'

const redis = await startRedis()

describe.skipIf(!redis)('the Worker', () => {
  let world: World
  let tree: Tree
  let edge: Edge
  beforeAll(async () => {
    await needSite()
    world = await openWorld({ costlyHashes: true })
    // Workers use the real time, so the data that they read must not be from its future.
    world.platform.clock.set(new Date(Date.now() - 60_000))
    tree = await world.mintTree()
    // `redis` is set: the suite is skipped without it.
    edge = await startEdge(world.database.url, redis as RedisServer)
  }, SITE_MS_MAX)
  afterAll(async () => {
    await edge?.close()
    await world?.close()
    await redis?.close()
  })

  test('reports the deployed version if no release is configured', async () => {
    const { release } = await (await fetch(new URL('/healthz', edge.url))).json()
    expect(release).toMatch(/^[\da-f-]{36}$/)
  })

  const today = () => seoulDay(new Date())
  const people = async () => ({
    hq: await signIn(edge.url, 't1-h-admin'),
    agency: await signIn(edge.url, 't1-a-admin'),
    shop: await signIn(edge.url, 't1-r1-admin'),
  })
  const done = (reply: { status: number; text: string; body: Body }, status = 200): Body => {
    expect(reply.status, reply.text).toBe(status)
    return reply.body
  }
  // biome-ignore lint/suspicious/noExplicitAny: as in `send`, a wrong name fails the test
  type Body = any

  /** Sends a wake as QStash does, to the Worker's public address. */
  async function knock(id: string, key = edge.qstash.currentKey) {
    const body = JSON.stringify({ id })
    const signature = await signQstash({ url: edge.jobsUrl, body, key })
    const again = () =>
      fetch(edge.jobsUrl, { method: 'POST', body, headers: { 'upstash-signature': signature } })
    return { response: await again(), again }
  }
  const jobOf = async (exportId: string) => {
    const [job] = await world.platform.db
      .select()
      .from(jobs)
      .where(sql`${jobs.payload} ->> 'exportId' = ${exportId}`)
    return job?.id ?? ''
  }
  const stateOf = async (jobId: string) => {
    const [job] = await world.platform.db.select().from(jobs).where(eq(jobs.id, jobId))
    return job
  }
  /** The job of an export that was requested elsewhere a minute ago, and whose wake was lost. */
  async function lostJob() {
    const asked = await tree.hq.admin.post('exports', { type: 'settlements_detailed' })
    return jobOf(done(asked, 202).id)
  }

  async function budget(hq: Remote, agency: Remote) {
    const period = { start: addDays(today(), -1), end: addDays(today(), 1) }
    const to = (companyId: string, amountWon: number) => ({
      period,
      items: [{ companyId, amountWon }],
    })
    done(await hq.post('rebates/allocations', to(tree.a.id, 5_000_000)), 201)
    done(await agency.post('rebates/distributions', to(tree.r1.id, 2_000_000)), 201)
  }

  async function priced(hq: Remote, agency: Remote): Promise<string> {
    const policy = done(await hq.post('policies', { ...C2_POLICY, targets: [tree.a.id] }), 201)
    const rates = {
      basedOn: 0,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
    }
    done(await agency.put(`policies/${policy.id}/agency-rates`, rates))
    return policy.id
  }

  async function fulfil(hq: Remote, orderId: string) {
    done(await hq.post(`orders/${orderId}/approval`, { version: 1 }))
    const parcel = { version: 2, courier: 'cj', trackingNumber: '620388174402' }
    done(await hq.post(`orders/${orderId}/shipment`, parcel))
    const line = { version: 3, activatedOn: today(), activatedNumber: '01012344417' }
    expect(done(await hq.post(`orders/${orderId}/completion`, line))).toMatchObject({
      status: 'completed',
    })
  }

  async function rowOf(bytes: ArrayBuffer) {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes)
    const sheet = book.worksheets[0]
    const cells = (row: number) =>
      ['R', 'T', 'U'].map((column) => sheet?.getCell(`${column}${row}`).value)
    return { headers: cells(1), row: cells(2), rows: sheet?.actualRowCount }
  }

  test('does the main job, from the first login to the workbook', async () => {
    const { hq, agency, shop } = await people()
    const policyId = await priced(hq, agency)
    await budget(hq, agency)

    const wish = { planId: tree.skt99, joinType: 'mnp', contractMonths: 24, simType: 'prepaid' }
    expect(done(await shop.post('quotes', { policyId, ...wish }))).toMatchObject({
      shopWon: 300_000,
      simWon: 7_700,
      totalWon: 307_700,
      affordable: true,
    })
    const order = c2Order(policyId, tree.skt99, { expectedTotalWon: 307_700 })
    const placed = done(await shop.post('orders', order), 201)
    expect(placed).toMatchObject({ heldWon: 300_000, availableWon: 1_700_000 })
    await fulfil(hq, placed.id)
    expect(done(await shop.get('rebates/balance'))).toMatchObject({
      availableWon: 1_700_000,
      heldWon: 0,
      usedWon: 300_000,
    })

    const lines = done(await agency.get(`settlements/lines?orderId=${placed.id}`)).items
    const paidBy = (company: { id: string }) =>
      lines.filter((line: Body) => line.payer.id === company.id).map((line: Body) => line.id)
    const approve = (who: Remote, lineIds: string[]) =>
      who.post('settlements/approvals', { lines: { lineIds } })
    expect(done(await approve(hq, paidBy(tree.hq)), 201)).toMatchObject({ totalWon: 407_700 })
    expect(done(await approve(agency, paidBy(tree.a)), 201)).toMatchObject({ totalWon: 307_700 })

    const live = await agency.listen()
    const asked = done(await agency.post('exports', { type: 'settlements_detailed' }), 202)
    await live.heard('export.finished', asked.id)
    await live.close()
    const file = await agency.bytes(`exports/${asked.id}/file`)
    expect(file.status).toBe(200)
    expect(await rowOf(file.bytes)).toMatchObject({
      headers: ['총 수수료', '대리점 정산', '판매점 수수료'],
      row: [407_700, 100_000, 307_700],
    })

    await edge.qstash.settled()
    const body = JSON.stringify({ id: await jobOf(asked.id) })
    const wakes = edge.qstash.deliveries.filter((delivery) => delivery.body === body)
    expect(wakes).toMatchObject([{ url: edge.jobsUrl, status: 200 }])
    expect(await reconcile(world.ctxOf(tree.hq.admin.actor))).toEqual([])
  })

  test('takes a file of an order into R2 and gives its bytes back', async () => {
    const { hq, agency, shop } = await people()
    const form = [...C2_POLICY.form, { key: 'signed_application', required: true }]
    const policy = done(
      await hq.post('policies', {
        ...C2_POLICY,
        title: '첨부를 받는 정책',
        form,
        targets: [tree.a.id],
      }),
      201,
    )
    done(await agency.post(`policies/${policy.id}/passing-on`, { basedOn: 0 }), 201)
    await budget(hq, agency)
    // More than a part, so that R2 stores it in several.
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(9 * 1024 * 1024, 7)])
    const asked = done(
      await shop.post('attachments', { type: 'pdf', sizeBytes: bytes.length }),
      201,
    )
    const put = (body: Uint8Array<ArrayBuffer>) =>
      fetch(new URL(asked.upload.url, edge.url), { method: 'PUT', body })
    expect((await put(new Uint8Array(100))).status).toBe(415)
    expect((await put(Uint8Array.from(bytes))).status).toBe(200)
    const order = c2Order(policy.id, tree.skt99, {
      form: {
        birth_date: '1991-03-02',
        device_model: 'S26',
        previous_carrier: 'kt',
        signed_application: asked.id,
      },
    })
    done(await shop.post('orders', order), 201)
    const read = await hq.bytes(`attachments/${asked.id}/file`)
    expect(read.status).toBe(200)
    expect(Buffer.from(read.bytes).equals(bytes)).toBe(true)
  }, 60_000)

  test('reads a sheet of prices with 5,000 rows, and says what to do with a larger one', async () => {
    const { hq } = await people()
    const upload = (rows: number) =>
      fetch(new URL('/api/v2/uploads/prices', edge.url), {
        method: 'POST',
        body: priceText(rows),
        headers: { authorization: `Bearer ${hq.accessToken}`, 'content-type': 'text/csv' },
      })
    const read = await upload(5_000)
    expect(read.status).toBe(200)
    const [one] = (await read.json()).sheets
    expect(one.proposal.counts.total).toBe(5_000 * (PRICE_TEXT_COLUMNS - 1))
    const refused = await upload(6_000)
    expect([refused.status, (await refused.json()).facts.subject]).toEqual([413, 'cells'])
  })

  test('takes an installation of one’s own from nothing to a paid settlement', async () => {
    const door: Door = async (method, path, body, token) => {
      const headers = {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      }
      const answer = await send(edge.url, method, path, body, headers)
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`)
      return answer.body
    }
    const { hqId, paid, states, walked } = await walkFirstDay(world, door, {
      clock: { now: () => new Date() },
      today: today(),
      period: { start: addDays(today(), -1), end: addDays(today(), 1) },
    })
    expect(paid).toEqual({ hq: 407_700, agency: 307_700 })
    expect(new Set(states)).toEqual(new Set(['paid']))
    const putBytes: PutBytes = async (url, body) =>
      (await fetch(new URL(url, edge.url), { method: 'PUT', body })).status
    const next = await walkNextPolicy(door, putBytes, walked)
    expect(next).toMatchObject(NEXT_POLICY)
    expect(next.tooMuch).toMatch(/margin/)
    expect(await reconcile(world.ctxOf(systemActor(hqId)))).toEqual([])
  })

  test('a forged wake is refused and runs nothing', async () => {
    const jobId = await lostJob()
    const { response } = await knock(jobId, 'sig_forged')
    expect(response.status).toBe(401)
    expect(await stateOf(jobId)).toMatchObject({ attempts: 0, doneAt: null })
  })

  test('a repeated wake has no effect', async () => {
    const jobId = await lostJob()
    const first = await knock(jobId)
    expect(await first.response.json()).toEqual({ outcome: 'done' })
    const after = await stateOf(jobId)
    // The same message is a replay; QStash may send a new one for the same job.
    expect((await first.again()).status).toBe(401)
    expect(await (await knock(jobId)).response.json()).toEqual({ outcome: 'skipped' })
    expect(await stateOf(jobId)).toEqual(after)
  })

  test('the cron trigger repeats lost wakes and starts due jobs', async () => {
    const jobId = await lostJob()
    expect(await edge.cron()).toBe('ok')
    expect(await edge.cron()).toBe('ok')
    await edge.qstash.settled()
    expect(await stateOf(jobId)).toMatchObject({ attempts: 1, doneAt: expect.any(Date) })

    const scheduled = await world.platform.db.select().from(jobs).where(isNotNull(jobs.slot))
    const names = new Set(scheduled.map(({ name }) => name))
    expect(names).toEqual(new Set(slotsAt(new Date()).map(({ name }) => name)))
    for (const job of scheduled)
      expect(job).toMatchObject({ attempts: 1, lastError: null, doneAt: expect.any(Date) })
  })

  test('a log-out takes effect at the next request', async () => {
    const shop = await signIn(edge.url, 't1-r1-staff')
    expect((await shop.get('me')).status).toBe(200)
    expect((await shop.post('auth/logout')).status).toBe(204)
    expect((await shop.get('me')).status).toBe(401)
    const { refreshToken } = shop
    expect((await send(edge.url, 'POST', 'auth/refresh', { refreshToken })).status).toBe(401)
  })
})
if (!redis) test.skip(`the Worker ${REDIS_MISSING}`, () => {})

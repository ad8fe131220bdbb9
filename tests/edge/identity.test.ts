import * as OTPAuth from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remote, send, signIn } from '../remote.ts'
import { REDIS_MISSING, type RedisServer, startRedis } from '../servers/redis.ts'
import { openWorld, type Tree, type World } from '../world.ts'
import { type Edge, startEdge } from './edge.ts'
import { needSite, SITE_MS_MAX } from './site.ts'

const redis = await startRedis()
const NEW_PASSWORD = '바다가 보이는 가게'

describe.skipIf(!redis)('identity at the Worker', () => {
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

  const logIn = (username: string, password: string) =>
    send(edge.url, 'POST', 'auth/login', { username, password })
  const person = { name: '김새봄', email: 'saebom@example.com', phone: '010-0000-1234' }

  test('a shop signs up by its agency code, waits, is approved and signs in', async () => {
    const agency = await signIn(edge.url, 't1-a-admin')
    const { code } = (await agency.get(`companies/${tree.a.id}`)).body
    const found = await send(edge.url, 'GET', `registration/parent?code=${code}`)
    expect(found.body).toMatchObject({ name: tree.a.name, tier: 'agency', joinsAs: 'retail' })

    const applied = await send(edge.url, 'POST', 'registration/companies', {
      parentCode: code,
      company: {
        name: '속초중앙점',
        businessNumber: '124-81-00998',
        address: '강원특별자치도 속초시 중앙로 1',
        phone: '033-000-1234',
      },
      admin: { username: 'sokcho', password: NEW_PASSWORD, ...person },
      consents: { terms: true, privacy: true },
    })
    expect(applied.status, applied.text).toBe(201)
    expect(applied.body.companyCode).toMatch(/^RT-\d{6}-\d{4}$/)
    expect((await logIn('sokcho', NEW_PASSWORD)).body).toMatchObject({ code: 'not_admitted' })

    const { items } = (await agency.get('users?status=pending')).body
    const [waiting] = items
    const approved = await agency.post(`users/${waiting.id}/approval`, { version: waiting.version })
    expect(approved.status, approved.text).toBe(200)
    const come = await logIn('sokcho', NEW_PASSWORD)
    expect(come.status, come.text).toBe(200)
    expect(come.body.user).toMatchObject({ role: 'admin', company: { tier: 'retail' } })
  })

  test('a second factor is set up and required at the next sign-in; a recovery code works once', async () => {
    const first = await signIn(edge.url, 't1-b-admin')
    const enrolment = await first.post('me/second-factor')
    const app = OTPAuth.URI.parse(enrolment.body.uri)
    const confirmed = await first.post('me/second-factor/confirmation', { code: app.generate() })
    expect(confirmed.status, confirmed.text).toBe(200)
    const [recovery] = confirmed.body.codes

    const step = await logIn('t1-b-admin', 'maru-test-1!')
    expect(step.status).toBe(202)
    const finish = (code: string) =>
      send(edge.url, 'POST', 'auth/second-factor', { challenge: step.body.challenge, code })
    expect((await finish('000000')).body).toMatchObject({ code: 'wrong_code' })
    const come = await finish(recovery)
    expect(come.status, come.text).toBe(200)
    expect((await finish(recovery)).body).toMatchObject({ code: 'wrong_code' })
    expect((await remote(edge.url, come.body).get('me')).body.secondFactor).toBe('held')
  })

  test('a suspended person is refused at the next request, and returns with a new sign-in', async () => {
    const agency = await signIn(edge.url, 't1-a-admin')
    const staff = await signIn(edge.url, 't1-r1-staff')
    const { id } = (await staff.get('me')).body
    const { version } = (await agency.get(`users/${id}`)).body
    const out = await agency.post(`users/${id}/suspension`, { version, reason: '휴직' })
    expect(out.status, out.text).toBe(200)
    expect((await staff.get('orders')).status).toBe(401)
    const back = await agency.post(`users/${id}/reinstatement`, { version: version + 1 })
    expect(back.status, back.text).toBe(200)
    expect((await (await signIn(edge.url, 't1-r1-staff')).get('orders')).status).toBe(200)
  })

  test('an answer that has not changed is sent without a question to the database', async () => {
    const agency = await signIn(edge.url, 't1-a-admin')
    const list = async () => {
      const { status, text } = await agency.get('policies')
      expect(status, text).toBe(200)
      await edge.neon.idle()
      return text
    }
    // The first request teaches the door its address, the second keeps the answer.
    const [first] = [await list(), await list()]
    const { roundTrips, connections } = edge.neon
    expect(await list()).toBe(first)
    expect([edge.neon.roundTrips, edge.neon.connections]).toEqual([roundTrips, connections])
  })

  test('a program acts within the scopes of its token, until it is revoked', async () => {
    const owner = await signIn(edge.url, 't1-h-staff')
    const made = await owner.post('me/tokens', {
      name: '야간 집계',
      scopes: ['order.read'],
      expiresInDays: 30,
    })
    expect(made.status, made.text).toBe(201)
    const program = remote(edge.url, { accessToken: made.body.secret, refreshToken: '' })
    expect((await program.get('orders')).status).toBe(200)
    expect((await program.get('companies')).body).toMatchObject({ facts: { why: 'scope' } })
    await owner.post(`me/tokens/${made.body.id}/revocation`)
    expect((await program.get('orders')).status).toBe(401)
  })
})
if (!redis) test.skip(`identity at the Worker ${REDIS_MISSING}`, () => {})

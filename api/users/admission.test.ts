import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { notifications } from '#db/schema/notifications.ts'
import { runJob } from '#jobs/run.ts'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { deskOf } from './decide.fixture.ts'

// Who approves, rejects, suspends and reinstates whom, and what takes effect at once.

let world: World
let desk: ReturnType<typeof deskOf>
let tree: Tree
let stranger: Tree

beforeAll(async () => {
  world = await openWorld()
  desk = deskOf(world)
  stranger = await world.mintTree()
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

const APPLIED = 'sunflower-morning-7'
const login = (username: string, password = APPLIED) =>
  world.nobody.post('auth/login', { username, password })
const reason = '신분을 확인하지 못했어요'

describe('approving', () => {
  test('admits staff, notifies the person, and is audited', async () => {
    const { r1 } = tree
    const waiting = await desk.applicant(r1)
    expect(waiting).toMatchObject({ status: 'pending', actions: ['approve', 'reject'] })
    expect((await login(waiting.username)).status).toBe(403)

    world.platform.published.splice(0)
    const { status, body } = await desk.decide(r1.admin, waiting.id, 'approval')
    await world.platform.settled()
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'approved', role: 'staff', version: 2 })
    expect(await desk.audited(waiting.id)).toMatchObject({
      action: 'user.approve',
      userId: r1.admin.actor.userId,
      before: { status: 'pending' },
      after: { status: 'approved' },
    })
    expect((await login(waiting.username)).status).toBe(200)
    const changed = world.platform.published.filter(({ type }) => type === 'user.changed')
    expect(changed.map(({ companyId }) => companyId)).toEqual([r1.id, tree.a.id, tree.hq.id])
    const [news] = await world.platform.db
      .select()
      .from(notifications)
      .where(eq(notifications.userId, waiting.id))
    expect(news).toMatchObject({ type: 'user_approved', companyId: r1.id })
  })

  test('of a first admin opens their company, which nobody can open otherwise', async () => {
    const { hq, a } = tree
    const first = await desk.newcomer(hq)
    const companyId = first.company.id
    expect((await hq.admin.get(`companies/${companyId}`)).body).toMatchObject({
      state: 'pending',
      active: false,
    })
    const open = await hq.admin.post(`companies/${companyId}/opening`, { version: 1 })
    expect(open.body.code).toBe('invalid_transition')
    expect((await desk.decide(a.admin, first.id, 'approval')).status).toBe(404)

    expect((await desk.decide(hq.admin, first.id, 'approval')).status).toBe(200)
    expect((await hq.admin.get(`companies/${companyId}`)).body).toMatchObject({
      state: 'active',
      active: true,
      version: 2,
    })
    expect(await desk.audited(companyId)).toMatchObject({
      action: 'company.open',
      before: { state: 'pending' },
      after: { state: 'active' },
    })
    expect((await login(first.username)).status).toBe(200)
  })

  test('is allowed only to admins of the company and of those above it', async () => {
    const { hq, a, b, r1, r2 } = tree
    const approve = async (who: typeof hq.admin, id: string) =>
      (await desk.decide(who, id, 'approval')).status
    const [one, two, three] = [
      await desk.applicant(r1),
      await desk.applicant(r1),
      await desk.applicant(r1),
    ]
    for (const who of [b.admin, r2.admin, stranger.hq.admin, stranger.r1.admin])
      expect(await approve(who, one.id)).toBe(404)
    for (const who of [r1.staff, a.staff, hq.staff]) expect(await approve(who, one.id)).toBe(403)
    expect(await approve(r1.admin, one.id)).toBe(200)
    expect(await approve(a.admin, two.id)).toBe(200)
    expect(await approve(hq.admin, three.id)).toBe(200)
    const above = await desk.applicant(hq)
    expect(await approve(a.admin, above.id)).toBe(404)
    expect((await a.admin.get(`users/${above.id}`)).status).toBe(404)
  })

  test('mails the person by a job whose payload holds no address', async () => {
    const waiting = await desk.applicant(tree.r1)
    world.platform.woken.splice(0)
    world.platform.mails.splice(0)
    await desk.decide(tree.a.admin, waiting.id, 'approval')
    await world.platform.settled()
    const [jobId = ''] = world.platform.woken
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
    expect(world.platform.mails).toMatchObject([
      { to: waiting.email, subject: '[마루] 가입이 승인됐어요' },
    ])
    expect(world.platform.mails[0]?.text).toContain('http://maru.test/login')
  })

  test('that no longer holds when its mail is due sends nothing', async () => {
    const waiting = await desk.applicant(tree.r1)
    world.platform.woken.splice(0)
    world.platform.mails.splice(0)
    await desk.decide(tree.r1.admin, waiting.id, 'approval')
    await desk.decide(tree.r1.admin, waiting.id, 'suspension', { version: 2, reason })
    await world.platform.settled()
    const [jobId = ''] = world.platform.woken
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
    expect(world.platform.mails).toEqual([])
  })
})

describe('rejecting', () => {
  test('refuses the person with the reason, which is not audited', async () => {
    const waiting = await desk.applicant(tree.r1)
    const { body } = await desk.decide(tree.a.admin, waiting.id, 'rejection', { reason })
    expect(body).toMatchObject({ status: 'rejected', statusReason: reason, actions: [] })
    const event = await desk.audited(waiting.id)
    expect(event).toMatchObject({ action: 'user.reject', after: { status: 'rejected' } })
    expect(JSON.stringify(event)).not.toContain(reason)
    expect((await login(waiting.username)).body).toMatchObject({
      code: 'not_admitted',
      facts: { status: 'rejected', reason },
    })
    const again = await desk.decide(tree.a.admin, waiting.id, 'approval', { version: 2 })
    expect(again.body.code).toBe('invalid_transition')
  })

  test('needs a reason', async () => {
    const waiting = await desk.applicant(tree.r1)
    for (const body of [{}, { reason: '' }, { reason: ' ' }])
      expect((await desk.decide(tree.r1.admin, waiting.id, 'rejection', body)).status).toBe(422)
  })
})

describe('suspending', () => {
  test('ends open sessions at the next request; after reinstatement the person can sign in again', async () => {
    const { a, r1 } = tree
    const { userId } = r1.staff.actor
    const { username } = await desk.person(a.admin, userId)
    expect((await r1.staff.get('orders')).status).toBe(200)
    const { body } = await desk.decide(a.admin, userId, 'suspension', { reason })
    expect(body).toMatchObject({ status: 'suspended', actions: ['reinstate'], version: 2 })
    expect((await r1.staff.get('orders')).status).toBe(401)
    expect((await login(username, PASSWORD)).body).toMatchObject({
      code: 'not_admitted',
      facts: { status: 'suspended' },
    })
    expect((await r1.admin.get('me')).status).toBe(200)
    const back = await desk.decide(a.admin, userId, 'reinstatement', { version: 2 })
    expect(back.body).toMatchObject({ status: 'approved', statusReason: null })
    expect((await login(username, PASSWORD)).status).toBe(200)
    expect((await r1.staff.get('orders')).status).toBe(401)
  })

  test('is refused for oneself, for the last admin, and for people out of reach', async () => {
    const { hq, a, b, r1 } = tree
    const suspend = async (who: typeof hq.admin, of: typeof hq.admin) => {
      const { status, body } = await desk.decide(who, of.actor.userId, 'suspension', { reason })
      return [status, body.code, body.facts?.why]
    }
    expect(await suspend(r1.admin, r1.admin)).toEqual([409, 'conflict', 'own'])
    expect(await suspend(a.admin, r1.admin)).toEqual([409, 'conflict', 'last_admin'])
    expect(await suspend(hq.admin, a.admin)).toEqual([409, 'conflict', 'last_admin'])
    for (const [who, of] of [
      [a.admin, hq.staff],
      [a.admin, b.staff],
      [b.admin, r1.staff],
      [r1.admin, a.staff],
      [stranger.hq.admin, r1.staff],
    ] as const)
      expect(await suspend(who, of)).toEqual([404, 'not_found', undefined])
    for (const who of [hq.staff, a.admin, r1.admin, b.staff])
      expect((await who.get('me')).status).toBe(200)
  })
})

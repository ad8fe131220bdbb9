import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobs } from '#db/schema/jobs.ts'
import { passwordResets } from '#db/schema/passwords.ts'
import { runJob } from '#jobs/run.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { accountsOf, secretIn } from '../auth/account.fixture.ts'
import { FAILURES_MAX } from '../lockout/bounds.ts'
import type { Platform } from '../platform/platform.ts'
import { RESET_REQUESTS_MAX } from './routes.ts'

let world: World
let tree: Tree
let people: ReturnType<typeof accountsOf>
let persons = 0

const NEXT = 'stormy-harbour-7'
const MINUTES = 60

beforeAll(async () => {
  world = await openWorld({ connections: 10 })
  tree = await world.mintTree()
  people = accountsOf(world)
})
afterAll(() => world.close())

const somebody = async () => {
  const email = `person-${++persons}@example.com`
  return { ...(await people.person(tree.r1, email)), email }
}
const ask = (username: string, more: { on?: Platform; from?: string } = {}) =>
  people.visit('auth/password-reset-requests', { ...more, body: { username } })
const reset = (token: string, password = NEXT) =>
  people.visit('auth/password-resets', { body: { token, password } })
/** The secret of the link that a person was just mailed. */
async function mailed(username: string): Promise<string> {
  await ask(username)
  // Some of the mails report new devices.
  return secretIn((await people.mailsSent()).map(({ text }) => text).join())
}
const suspend = async (id: string) => {
  const { version } = (await tree.a.admin.get(`users/${id}`)).body
  await tree.a.admin.post(`users/${id}/suspension`, { version, reason: '퇴사' })
}

describe('a person who forgot the password', () => {
  test('gets the same answer whether or not the account exists, and mail only if they may sign in', async () => {
    const known = await somebody()
    const unreachable = await people.person(tree.r1)
    const suspended = await somebody()
    await suspend(suspended.id)
    await people.mailsSent()
    const names = [known.username, unreachable.username, suspended.username, 'nobody-at-all']
    const answers = await Promise.all(
      names.map(async (name) => {
        const { status, text, headers } = await ask(` ${name.toUpperCase()} `)
        const said = [...headers].filter(([header]) => header !== 'x-trace-id')
        return JSON.stringify([status, text, said])
      }),
    )
    expect(JSON.parse(answers[0] ?? '')[0]).toBe(202)
    expect(new Set(answers).size).toBe(1)
    const mails = await people.mailsSent()
    expect(mails.map(({ to }) => to)).toEqual([known.email])
    expect(mails[0]?.text).toContain(`${world.platform.settings.publicUrl}/reset#`)
    expect(mails[0]?.text).toContain('30분')
  })

  test('leaves no e-mail address and no link in jobs, rows, logs or audit events', async () => {
    const { username, email, id } = await somebody()
    world.platform.logged.splice(0)
    const secret = await mailed(username)
    const queued = await world.platform.db
      .select()
      .from(jobs)
      .where(eq(jobs.name, 'auth.mail_password_reset'))
    const rows = await world.platform.db
      .select()
      .from(passwordResets)
      .where(eq(passwordResets.userId, id))
    const kept = JSON.stringify([
      queued,
      rows,
      world.platform.logged,
      await people.recordsAbout(id),
    ])
    expect(kept).toContain(id)
    for (const hidden of [secret, email, username]) expect(kept).not.toContain(hidden)
  })

  test('sets a new one by the link, once; all sessions and the lock end', async () => {
    const { username, id } = await somebody()
    const device = await people.device(username)
    const [token, second] = [await mailed(username), await mailed(username)]
    for (let i = 0; i < FAILURES_MAX; i++) await people.signIn(username, 'forgotten')
    expect((await people.signIn(username)).body.code).toBe('locked')
    expect((await reset(token)).status).toBe(204)
    expect(await people.meStatus(device)).toBe(401)
    expect((await people.signIn(username)).status).toBe(401)
    expect((await people.signIn(username, NEXT)).status).toBe(200)
    for (const used of [token, second]) {
      const { status, body } = await reset(used, 'another-harbour-8')
      expect([status, body.code]).toEqual([410, 'gone'])
    }
    const records = await people.recordsAbout(id)
    expect(records).toContainEqual({
      action: 'auth.password_reset',
      userId: id,
      facts: { by: 'mail' },
    })
    expect((await people.newsOf(id)).map(({ type }) => type)).toContain('password_changed')
  })

  test('is refused with a link that has expired or never existed, or when suspended', async () => {
    const { username, id } = await somebody()
    const token = await mailed(username)
    world.platform.clock.advance(30 * MINUTES - 1)
    // An invalid password is refused without using up the token.
    expect((await reset(token, 'short')).status).toBe(422)
    world.platform.clock.advance(1)
    const late = await reset(token)
    const strange = await reset('x'.repeat(32))
    const fresh = await mailed(username)
    await suspend(id)
    const suspended = await reset(fresh)
    const said = [late, strange, suspended].map(({ status, body }) => [status, body.detail])
    expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(late.status).toBe(410)
  })

  test('ends the tokens for programs, which somebody else may have made', async () => {
    const { username, who } = await somebody()
    const wish = { name: '연동', scopes: ['order.read'], expiresInDays: 365 }
    const { secret } = (await who.post('me/tokens', wish)).body
    const asProgram = async () => (await people.visit('orders', { token: secret })).status
    expect(await asProgram()).toBe(200)
    expect((await reset(await mailed(username))).status).toBe(204)
    expect(await asProgram()).toBe(401)
  })

  test('of many requests with one link at once, one sets the password', async () => {
    const token = await mailed((await somebody()).username)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => reset(token, `stormy-harbour-${i}`)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 410, 410, 410, 410, 410])
  })

  test('gets at most three mails an hour; one address may ask ten times', async () => {
    const { username } = await somebody()
    for (let i = 0; i < 5; i++) expect((await ask(username)).status).toBe(202)
    expect(await people.mailsSent()).toHaveLength(3)
    world.platform.clock.advance(61 * MINUTES)
    await ask(username)
    expect(await people.mailsSent()).toHaveLength(1)
    const from = '203.0.113.9'
    for (let i = 0; i < RESET_REQUESTS_MAX; i++)
      expect((await ask('nobody-at-all', { from })).status).toBe(202)
    expect((await ask('nobody-at-all', { from })).body.code).toBe('too_many_requests')
  })

  test('gets no link where mail is not configured', async () => {
    const { username, id } = await somebody()
    const on = { ...world.platform, mail: { ...world.platform.mail, configured: false } }
    expect((await ask(username, { on })).status).toBe(202)
    expect(await people.mailsSent()).toEqual([])
    const open = eq(passwordResets.userId, id)
    expect(await world.platform.db.$count(passwordResets, open)).toBe(0)
  })

  test('gets the mail later when it could not be sent at once', async () => {
    const { username } = await somebody()
    await ask(username)
    await world.platform.settled()
    const [jobId = ''] = world.platform.woken.splice(0)
    const broken = async () => {
      throw new Error('the letter box is closed')
    }
    const on = { ...world.platform, mail: { configured: true, send: broken } }
    expect(await runJob(on, jobId)).toMatchObject({ outcome: 'retry' })
    world.platform.clock.advance(MINUTES)
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
    const [mail] = await people.mailsSent()
    expect((await reset(secretIn(mail?.text ?? ''))).status).toBe(204)
  })
})

describe('an admin', () => {
  const help = (id: string, admin = tree.a.admin) => admin.post(`users/${id}/password-reset`)

  test('hands over a link valid for a day and stored as a hash; it voids an older one', async () => {
    const { username, id } = await people.person(tree.r1)
    const first = secretIn((await help(id)).body.link)
    const { status, body } = await help(id)
    expect(status).toBe(201)
    expect(body).toMatchObject({ mailed: false })
    const day = Date.parse(body.expiresAt) - world.platform.clock.now().getTime()
    expect(day).toBe(86_400_000)
    const token = secretIn(body.link)
    expect((await reset(first)).status).toBe(410)
    const rows = await world.platform.db
      .select()
      .from(passwordResets)
      .where(eq(passwordResets.userId, id))
    expect(JSON.stringify(rows)).not.toContain(token)
    world.platform.clock.advance(86_000)
    expect((await reset(token)).status).toBe(204)
    expect((await people.signIn(username, NEXT)).status).toBe(200)
    const records = await people.recordsAbout(id)
    expect(records).toContainEqual({
      action: 'auth.password_reset_asked',
      userId: tree.a.admin.actor.userId,
      facts: { by: 'admin' },
    })
    expect(records).toContainEqual(
      expect.objectContaining({ action: 'auth.password_reset', facts: { by: 'admin' } }),
    )
  })

  test('also has it mailed where the person has an address', async () => {
    const { email, id } = await somebody()
    await people.mailsSent()
    const { body } = await help(id)
    expect(body.mailed).toBe(true)
    const [mail] = await people.mailsSent()
    expect(mail).toMatchObject({ to: email, text: expect.stringContaining('24시간') })
    const own = secretIn(mail?.text ?? '')
    expect(own).not.toBe(secretIn(body.link))
    expect((await reset(own)).status).toBe(204)
    // Using one of the two links voids the other.
    expect((await reset(secretIn(body.link))).status).toBe(410)
  })

  test('makes no link for people above or beside, for themselves, or for suspended people', async () => {
    const { id } = await somebody()
    for (const { actor } of [tree.hq.staff, tree.b.staff, (await world.mintTree()).r1.staff])
      expect((await help(actor.userId)).status).toBe(404)
    expect((await help(tree.a.admin.actor.userId)).body.code).toBe('conflict')
    await suspend(id)
    expect((await help(id)).body.code).toBe('invalid_transition')
    const made = await world.platform.db.$count(
      passwordResets,
      and(eq(passwordResets.userId, id), eq(passwordResets.createdBy, tree.a.admin.actor.userId)),
    )
    expect(made).toBe(0)
  })
})

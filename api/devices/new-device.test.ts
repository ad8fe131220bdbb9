import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { jobs, notifications, sessions, users } from '#db/schema/index.ts'
import { runJob } from '#jobs/run.ts'
import { openStage, type Stage } from '../auth/stage.fixture.ts'
import { SITE, visitsTo } from '../auth/visits.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let username: string
let userId: string
let door: ReturnType<typeof visitsTo>

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
  door = visitsTo(stage)
})
beforeEach(async () => {
  tree = await stage.mintTree()
  ;({ username, id: userId } = tree.shop.user)
  // The stage signs everybody in once; in this suite people start without a session.
  await stage.platform.db.delete(sessions).where(eq(sessions.userId, userId))
})
afterAll(() => stage.close())

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** A browser keeps the cookies that it gets. */
function browser(agent = CHROME) {
  let cookie = ''
  return {
    signIn: async () => {
      const headers = { ...SITE, 'user-agent': agent, cookie }
      const answer = await door.signIn({ username }, { headers })
      expect(answer.status).toBe(200)
      cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      return answer
    },
    forget: () => {
      cookie = ''
    },
  }
}
const program = (agent: string) => door.signIn({ username }, { headers: { 'user-agent': agent } })
const reportedDevices = async () => {
  const rows = await stage.platform.db
    .select()
    .from(notifications)
    .where(eq(notifications.type, 'new_device'))
    .orderBy(notifications.id)
  return rows.filter((row) => row.userId === userId).map(({ params }) => params.device)
}

test('neither the very first device nor a returning one is reported', async () => {
  const own = browser()
  for (let i = 0; i < 2; i++) await own.signIn()
  expect(await reportedDevices()).toEqual([])
  const [session] = await door.sessionsOf(userId)
  expect(session).toMatchObject({
    deviceName: 'Chrome · Windows',
    address: expect.stringMatching(/^10\.0\.0\./),
    deviceHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('another browser is reported to this person alone, and known from then on', async () => {
  await browser().signIn()
  const other = browser()
  for (let i = 0; i < 2; i++) await other.signIn()
  expect(await reportedDevices()).toEqual(['Chrome · Windows'])
  other.forget()
  await other.signIn()
  expect(await reportedDevices()).toHaveLength(2)
})

test('a made-up device cookie counts as a new browser', async () => {
  await browser().signIn()
  const headers = { ...SITE, cookie: 'maru_device=short' }
  const { headers: answered } = await door.signIn({ username }, { headers })
  expect(answered.getSetCookie()[0]).toMatch(/^maru_device=[\w-]{43};/)
  expect(await reportedDevices()).toHaveLength(1)
})

test('programs are recognised by their user agent, apart from browsers', async () => {
  await browser().signIn()
  for (const agent of ['curl/8.5', 'curl/8.5', 'okhttp/4.12']) await program(agent)
  expect(await reportedDevices()).toEqual(['curl', 'okhttp'])
})

test('a browser that signed out is known when it returns; one whose session was revoked is not', async () => {
  await browser().signIn()
  const own = browser()
  const end = (revokedBecause: string) =>
    stage.platform.db
      .update(sessions)
      .set({ revokedAt: stage.platform.clock.now(), revokedBecause })
      .where(eq(sessions.userId, userId))
  await own.signIn()
  expect(await reportedDevices()).toHaveLength(1)
  await end('signed_out')
  await own.signIn()
  expect(await reportedDevices()).toHaveLength(1)
  await end('reused')
  await own.signIn()
  expect(await reportedDevices()).toHaveLength(2)
})

test('a person with an e-mail address also gets a mail, and the job contains no address', async () => {
  const email = 'hong@example.com'
  await stage.platform.db.update(users).set({ email }).where(eq(users.id, userId))
  await browser().signIn()
  await browser().signIn()
  await stage.platform.settled()
  const rows = await stage.platform.db.select().from(jobs)
  const [job] = rows.filter(({ name }) => name === 'auth.tell_new_device')
  const [, session] = await door.sessionsOf(userId)
  expect(job?.payload).toEqual({ sessionId: session?.id })
  expect(stage.platform.woken).toContain(job?.id)
  await runJob(stage.platform, job?.id ?? '')
  expect(stage.platform.mails).toEqual([
    { to: email, subject: expect.any(String), text: expect.stringContaining('Chrome · Windows') },
  ])
  expect(JSON.stringify(stage.platform.logged)).not.toContain(email)
})

test('without mail or without an address no job is enqueued', async () => {
  const before = await stage.platform.db.$count(jobs)
  await browser().signIn()
  await browser().signIn()
  const mail = { ...stage.platform.mail, configured: false }
  await stage.platform.db
    .update(users)
    .set({ email: 'hong@example.com' })
    .where(eq(users.id, userId))
  await door.signIn({ username }, { headers: SITE, on: { ...stage.platform, mail } })
  expect(await reportedDevices()).toHaveLength(2)
  expect(await stage.platform.db.$count(jobs)).toBe(before)
})

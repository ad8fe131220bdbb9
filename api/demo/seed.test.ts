import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { ORDER_STATUSES } from '#db/words.ts'
import { openWorld, type World } from '#tests/world.ts'
import { systemActor } from '../access/actor.ts'
import { DEMO_LOGINS, DEMO_PASSWORD } from '../auth/demo.ts'
import { seoulDay, startOfDay } from '../calendar.ts'
import { reconcile } from '../reconciliation/reconcile.ts'
import { seedDemo } from './seed.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ connections: 8 })
  await seedDemo(world.platform, () => {})
  await world.platform.settled()
}, 180_000)
afterAll(() => world.close())

const LOGINS = [
  ...['hq.admin', 'hq.staff', 'agency.admin', 'shop.admin', 'shop.staff'],
  ...['hq2.admin', 'agency2.admin', 'shop2.admin'],
]

async function signIn(username: string) {
  const reply = await world.call('auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  })
  expect(reply.status).toBe(200)
  const { accessToken } = (await reply.json()) as { accessToken: string }
  return async (path: string, body?: object) => {
    const response = await world.call(path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { text: await response.clone().text(), body: await response.json() }
  }
}

test('orders of three months are in every state, and the books agree', async () => {
  const rows = await rowsOf(
    world.platform.db,
    sql`select status, count(distinct date_trunc('month', placed_at at time zone 'Asia/Seoul'))::int as months from orders group by status`,
    { status: text, months: integer },
  )
  expect(rows.map(({ status }) => status).toSorted()).toEqual([...ORDER_STATUSES].toSorted())
  expect(rows.find(({ status }) => status === 'completed')?.months).toBe(3)
  const actor = systemActor('00000000-0000-7000-8000-000000000000')
  expect(await reconcile(world.ctxOf(actor))).toEqual([])
})

test('every demo login works, and the two trees cannot see each other', async () => {
  for (const { username } of DEMO_LOGINS) expect(LOGINS).toContain(username)
  const [first, second] = [await signIn('hq.admin'), await signIn('hq2.admin')]
  for (const username of LOGINS) await signIn(username)
  const companies = await first('companies?limit=100')
  const tiers = companies.body.items.map((company: { tier: string }) => company.tier)
  expect(tiers.filter((tier: string) => tier === 'agency').length).toBeGreaterThanOrEqual(3)
  expect(tiers.filter((tier: string) => tier === 'retail').length).toBeGreaterThanOrEqual(12)
  expect((await second('companies?limit=100')).text).not.toContain('새봄모바일')
  expect((await second('orders?limit=100')).text).not.toContain('강릉중앙점')
  for (const path of ['companies?limit=100', 'orders?limit=100', 'dashboard']) {
    expect((await first(path)).text).not.toMatch(/가온텔레콤|영남유통|부산서면점/)
    expect((await second(path)).text).not.toMatch(/새봄모바일|동해통신|강릉중앙점/)
  }
})

test('earnings of earlier months are approved or paid, and those of this month are open', async () => {
  const rows = await rowsOf(
    world.platform.db,
    sql`select month, status from settlement_lines where month is not null group by 1, 2 order by 1`,
    { month: text, status: text },
  )
  expect(rows).toEqual([
    { month: '2026-09', status: 'paid' },
    { month: '2026-10', status: 'approved' },
    { month: '2026-11', status: 'eligible' },
  ])
})

test('its policies end at midnight in Seoul, or not at all', async () => {
  const { body } = await (await signIn('hq.admin'))('policies')
  const ends: (string | null)[] = body.items.map(({ validTo }: { validTo: string }) => validTo)
  const days = ends.flatMap((end) => (end ? [seoulDay(new Date(end))] : []))
  expect(days.length).toBeGreaterThan(1)
  expect(days.map((day) => startOfDay(day).toISOString())).toEqual(ends.filter(Boolean))
})

test('the shop has used part of its budget and has some left', async () => {
  const { body } = await (await signIn('shop.admin'))('dashboard')
  const { allocatedWon, usedWon, heldWon, availableWon } = body.budget
  expect(usedWon + heldWon + availableWon).toBe(allocatedWon)
  expect(usedWon).toBeGreaterThan(0)
  expect(availableWon).toBeGreaterThan(0)
})

test('the shop is quoted the 307,700 of domain.md C.2', async () => {
  const shop = await signIn('shop.admin')
  const { body: policies } = await shop('policies')
  const { body: plans } = await shop('plans')
  const { body } = await shop('quotes', {
    policyId: policies.items.find((policy: { title: string }) => policy.title === '5G 프리미엄').id,
    planId: plans.items.find(
      (plan: { carrier: string; monthlyFeeWon: number }) =>
        plan.carrier === 'skt' && plan.monthlyFeeWon === 99_000,
    ).id,
    joinType: 'mnp',
    contractMonths: 24,
    simType: 'prepaid',
  })
  expect(body).toMatchObject({
    shopWon: 300_000,
    simWon: 7_700,
    totalWon: 307_700,
    affordable: true,
  })
})

test('there are people pending, rejected, suspended, invited and with grants, all with invented contact details', async () => {
  const first = await signIn('hq.admin')
  const { items } = (await first('users?limit=100')).body
  type Item = { status: string; isFirstAdmin: boolean; grants: string[]; company: { tier: string } }
  const those = (is: (user: Item) => boolean) => items.filter(is).length
  const waiting = (tier: string, isFirstAdmin: boolean) =>
    those(
      (user) =>
        user.status === 'pending' &&
        user.company.tier === tier &&
        user.isFirstAdmin === isFirstAdmin,
    )
  expect([waiting('agency', true), waiting('retail', true), waiting('retail', false)]).toEqual([
    1, 1, 1,
  ])
  for (const status of ['rejected', 'suspended'])
    expect(those((user) => user.status === status)).toBe(1)
  for (const grant of ['settlement.pay', 'pii.view'])
    expect(those(({ grants }) => grants.includes(grant))).toBe(1)
  for (const { email, phone } of items) {
    expect(email).toMatch(/@example\.com$/)
    expect(phone).toMatch(/^010-0000-\d{4}$/)
  }
  const invitations = (await first('invitations')).body.items
  expect(invitations).toMatchObject([{ state: 'open', email: expect.stringMatching(/@example/) }])
  expect(world.platform.mails).toEqual([])
  const second = await signIn('hq2.admin')
  for (const path of ['users?limit=100', 'invitations'])
    expect((await second(path)).text).not.toMatch(/hq\.settle|mukho|saeeol|harin/)
})

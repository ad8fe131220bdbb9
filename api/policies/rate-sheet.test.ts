import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundRates } from '#site/features/rates/found-rates.ts'
import { RateSheet } from './rate-contract.ts'
import { openSheet, type Sheet } from './sheet.fixture.ts'

// What a shop looks rates up in: exactly its own prices, and what the screen finds in them is what is quoted.

let the: Sheet
beforeAll(async () => {
  the = await openSheet()
  await the.save({ rules: [{ kind: 'percent', value: 75 }], cells: [] })
})
afterAll(() => the.world.close())

const sheetOf = async (who = the.tree.r1.staff) => RateSheet.parse((await who.get('rates')).body)

test('a shop gets its prices of every policy that it can sell, and nothing above them', async () => {
  const undecided = await the.publish({ title: '아직' })
  const { policies, isCut } = await sheetOf()
  expect(policies.map(({ policyId }) => policyId)).toEqual([the.policyId])
  expect(isCut).toBe(false)
  const { shop } = (await the.tree.r1.staff.get(`policies/${the.policyId}`)).body
  expect(policies[0]?.shop).toEqual(shop)
  expect(JSON.stringify(policies)).not.toMatch(/300000|280000|gross|percent/)
  await the.tree.hq.admin.post(`policies/${undecided.body.id}/withdrawal`, { version: 1 })
  // The shop of an agency that the policy does not reach has none.
  expect((await sheetOf(the.tree.rb.staff)).policies).toEqual([])
})

test('what is found without a network is what is quoted', async () => {
  const { policies } = await sheetOf()
  const [plan] = (await the.tree.r1.staff.get('plans?carrier=skt')).body.items
  const devices = (await the.tree.r1.staff.get('devices')).body.items
  const cases = devices.flatMap((device: { id: string }) =>
    (['mnp', 'new', 'device_change'] as const).flatMap((joinType) =>
      (['none', 'selective', 'public'] as const).map((supportType) => ({
        ...{
          device,
          plan,
          joinType,
          supportType,
          months: 24 as const,
          customerType: 'adult' as const,
        },
      })),
    ),
  )
  let priced = 0
  for (const asked of cases) {
    const without = ['안심 지킴이']
    const [found] = foundRates(policies, { ...asked, without })
    const quote = await the.quoted({
      ...{ planId: asked.plan.id, deviceId: asked.device.id, joinType: asked.joinType },
      ...{ supportType: asked.supportType, additions: ['파손 보험'] },
    })
    expect(found?.totalWon).toBe(quote.code === 'not_priced' ? undefined : quote.totalWon)
    if (found) priced++
  }
  expect(priced).toBeGreaterThan(2)
})

// Every combination of these axes has an amount: 8,640 in one policy.
const WIDE = {
  ...{ planGroups: [], deviceGroups: [], bandLabels: [], closed: [], months: [0, 12, 24, 36] },
  bandsWon: Array.from({ length: 40 }, (_, band) => 10_000 * (band + 1)),
  cells: [
    { amountWon: 50_000 },
    { joinType: 'mnp', supportType: 'public', segment: 'individual', amountWon: 70_000 },
  ],
}

/** Publishes for the shop, whose agency passes all of it on. */
async function publishDecided(change: object) {
  const { body } = await the.publish(change)
  const { status } = await the.tree.a.admin.post(`policies/${body.id}/passing-on`, { basedOn: 0 })
  expect(status).toBe(201)
  return body.id as string
}

test('an answer has a bound: the newest policies are in it, whole, and it says that it is cut', async () => {
  const ids: string[] = []
  while (ids.length < 12) ids.unshift(await publishDecided(WIDE))
  const { policies, isCut } = await sheetOf()
  expect(policies.map(({ policyId }) => policyId)).toEqual(ids.slice(0, 11))
  expect(new Set(policies.map(({ shop }) => shop.cells.length))).toEqual(new Set([8_640]))
  expect(isCut).toBe(true)

  await the.tree.hq.admin.post(`policies/${ids[11]}/withdrawal`, { version: 1, reason: '시험' })
  const whole = await sheetOf()
  expect(whole.policies.map(({ policyId }) => policyId)).toEqual([
    ...ids.slice(0, 11),
    the.policyId,
  ])
  expect(whole.isCut).toBe(false)
})

test('50 policies are read in parts, and one more is left out', async () => {
  const small = { ...WIDE, bandsWon: [99_000], months: [24], cells: [{ amountWon: 50_000 }] }
  const before = (await sheetOf()).policies.map(({ policyId }) => policyId)
  const ids: string[] = []
  while (ids.length + before.length < 50) ids.unshift(await publishDecided(small))
  const full = await sheetOf()
  expect(full.policies.map(({ policyId }) => policyId)).toEqual([...ids, ...before])
  expect(full.isCut).toBe(false)
  const last = await publishDecided(small)
  const { policies, isCut } = await sheetOf()
  expect(policies.map(({ policyId }) => policyId)).toEqual([last, ...ids, ...before].slice(0, 50))
  expect(isCut).toBe(true)
})

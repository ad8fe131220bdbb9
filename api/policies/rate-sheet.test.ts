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

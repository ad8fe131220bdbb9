import { describe, expect, test } from 'vitest'
import { cash, packageOf, serviceTypeOf } from '#tests/service-samples.ts'
import { replay } from '#tests/v1-replay.ts'
import type { Tree, World } from '#tests/world.ts'

// The frozen answers of v1. A failure here is a broken contract: programs that nobody can change read these bytes.

async function done(who: Tree['r1']['admin'], path: string, body: object): Promise<number> {
  const { status, text, body: answer } = await who.post(path, body)
  if (status >= 300) throw new Error(`${path}: ${text}`)
  return answer.id
}

/** Two customers of the shop. */
async function customers(_: World, { r1 }: Tree) {
  for (const name of ['김하늘', '이바다'])
    await done(r1.staff, '../v1/customers', { name, phone: null })
}

/** Two services, and two purchases of the first customer: of two sessions, and of one that soon expires. */
async function services(world: World, tree: Tree) {
  await customers(world, tree)
  const { admin } = tree.r1
  const brain = await done(admin, 'service-types', serviceTypeOf('brain', '브레인', '브'))
  await done(admin, 'service-types', serviceTypeOf('pulse', '펄스', '펄'))
  const parts = (sessions: number) => [{ serviceTypeId: brain, sessions }]
  const sale = { customerId: 1, purchasedOn: '2026-11-20', payment: cash }
  for (const terms of [
    packageOf('두 번', parts(2)),
    packageOf('한 번', parts(1), { validDays: 1 }),
  ])
    await done(admin, `packages/${await done(admin, 'packages', terms)}/sales`, sale)
}

/** What there is before the first request of each set. */
const SETS = { customers: async () => {}, services, payments: customers }

describe.each(Object.entries(SETS))('%s', (set, setUp) => {
  test('every recorded request gets the recorded bytes', async () => {
    for (const { name, recorded, now } of await replay(set, setUp))
      expect.soft(now, name).toBe(recorded)
  })
})

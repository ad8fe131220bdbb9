import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { edit, inMinutes, policyOf, runClockJobs, withdraw } from './succession.fixture.ts'

// Chains of policies that follow one another, withdrawn, shortened and lengthened in any order while time goes on.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Step =
  | { do: 'follow'; which: number; minutes: number }
  | { do: 'withdraw'; which: number }
  | { do: 'end'; which: number; minutes: number | null }
  | { do: 'wait'; minutes: number; jobs: boolean }
  | { do: 'wait_for_start'; which: number; jobs: boolean }

const which = fc.nat(3)
const minutes = fc.integer({ min: 1, max: 30 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('follow'), which, minutes }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('end'), which, minutes: fc.option(minutes) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait'), minutes, jobs: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait_for_start'), which, jobs: fc.boolean() }),
  },
) as fc.Arbitrary<Step>

type Policy = {
  id: string
  status: string
  validFrom: string
  validTo: string | null
  succeeds: { id: string } | null
}

/** Carries a step out; what is refused changes nothing. */
async function carryOut(step: Step, chain: string[]): Promise<void> {
  const { admin } = tree.hq
  const id = 'which' in step ? (chain[step.which % chain.length] ?? '') : ''
  switch (step.do) {
    case 'follow': {
      const validFrom = inMinutes(world, step.minutes)
      const added = await tree.publish({ validFrom, succeeds: id }).catch(() => undefined)
      if (added) chain.push(added)
      return
    }
    case 'withdraw':
      return expectNoFault(await withdraw(admin, id))
    case 'end':
      return expectNoFault(
        await edit(admin, id, { validTo: step.minutes && inMinutes(world, step.minutes) }),
      )
    case 'wait':
      world.platform.clock.advance(step.minutes * 60)
      if (step.jobs) await runClockJobs(world, tree)
      return
    case 'wait_for_start': {
      const { validFrom } = await policyOf(admin, id)
      if (Date.parse(validFrom) > world.platform.clock.now().getTime())
        world.platform.clock.set(validFrom)
      if (step.jobs) await runClockJobs(world, tree)
    }
  }
}

const expectNoFault = ({ status }: { status: number }) => expect(status).toBeLessThan(500)

/** No instant has two of a chain, and who sees a policy is decided by its status and the instant alone. */
async function expectOneAtMost(chain: string[]): Promise<void> {
  const now = world.platform.clock.now().getTime()
  const policies: Policy[] = await Promise.all(chain.map((id) => policyOf(tree.hq.admin, id)))
  const stands = ({ status, validTo }: Policy) =>
    status === 'active' && (validTo === null || Date.parse(validTo) > now)
  for (const { succeeds, validFrom, status } of policies) {
    const before = policies.find(({ id }) => id === succeeds?.id)
    if (!before || status === 'inactive' || before.status === 'inactive') continue
    expect(before.validTo && Date.parse(before.validTo)).toBeLessThanOrEqual(Date.parse(validFrom))
  }
  const open = policies.filter((one) => stands(one) && Date.parse(one.validFrom) <= now)
  expect(open.length).toBeLessThanOrEqual(1)
  const { items } = (await tree.r1.admin.get('policies')).body
  expect(items.map(({ id }: Policy) => id)).toEqual(open.map(({ id }) => id))
  const priced = (await tree.a.admin.get('policies')).body.items.map(({ id }: Policy) => id)
  expect(new Set(priced)).toEqual(new Set(policies.filter(stands).map(({ id }) => id)))
}

test('whatever is done to a chain, a shop has one of it at most, and what has ended stays ended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      tree = await world.mintTree()
      const chain = [await tree.publish()]
      const ended = new Set<string>()
      const three = [0, 1, 2].map((which) => ({
        do: 'follow' as const,
        which,
        minutes: 10 * (which + 1),
      }))
      // In the end every start that is left is visited, the earlier ones first or not.
      const last = [3, 1, 2].map((which) => ({ do: 'wait_for_start' as const, which, jobs: false }))
      for (const step of [...three, ...steps, ...last]) {
        await carryOut(step, chain)
        await expectOneAtMost(chain)
        const { items } = (await tree.a.admin.get('policies')).body
        const seen = new Set(items.map(({ id }: Policy) => id))
        for (const id of ended) expect(seen.has(id)).toBe(false)
        for (const id of chain) if (!seen.has(id)) ended.add(id)
      }
    }),
    { numRuns: 12 },
  )
})

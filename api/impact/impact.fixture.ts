import { DRAFT_STEPS } from '#db/words.ts'
import { runJob } from '#jobs/run.ts'
import { openWorld, type Tree } from '#tests/world.ts'
import { createDevices } from '../catalog/commands.ts'
import type { Steps } from '../drafts/contract.ts'
import { begin, save, stepsFor } from '../drafts/walk.fixture.ts'
import type { Platform } from '../platform/platform.ts'

export type Stage = Awaited<ReturnType<typeof openStage>>
type Client = Tree['hq']['admin']

const DAY_SECONDS = 86_400

/**
 * A tree with a published policy that prices every combination, by device and join type, and budgets for three
 * shops of two agencies. Orders are of today, so a test that replays them lets a day pass.
 */
export async function openStage(options: { connections?: number } = {}) {
  const world = await openWorld(options)
  const tree = await world.mintTree()
  const { hq, a, b, r1, r2, rb } = tree
  const made = await createDevices(
    world.ctxOf(hq.admin.actor),
    ['S26', 'A17'].map((name) => ({ manufacturer: '별빛', name, colors: [] })),
  )
  const devices = made.map(({ id }) => id)
  const give = (who: Client, what: string, to: string[], amountWon: number) =>
    who.post(`rebates/${what}`, {
      period: { start: '2026-11-01', end: '2026-12-31' },
      items: to.map((companyId) => ({ companyId, amountWon })),
    })
  await give(hq.admin, 'allocations', [a.id, b.id], 1_000_000_000)
  await give(a.admin, 'distributions', [r1.id, r2.id], 400_000_000)
  await give(b.admin, 'distributions', [rb.id], 400_000_000)
  const policyId = await tree.publish({
    cells: [
      { deviceId: devices[0], joinType: 'mnp', amountWon: 300_000 },
      { deviceId: devices[0], joinType: 'mnp', supportType: 'public', amountWon: 320_000 },
      { deviceId: devices[1], months: 24, amountWon: 90_000 },
    ],
    flatWon: 40_000,
    form: [],
    agencyOverrides: [],
    additions: [{ name: '보험', kind: 'insurance', amountWon: 7_000, keepDays: 30 }],
  })
  const shops = [r1, r2, rb]
  return {
    ...{ world, tree, devices, policyId, shops },
    order: async (shop: Client, change: object = {}) => {
      const { customerType: type = 'adult', ...asked } = change as { customerType?: string }
      const { status, body, text } = await shop.post('orders', {
        ...{ policyId, planId: tree.skt99, joinType: 'mnp', contractMonths: 24, simType: 'esim' },
        ...{ deviceId: devices[0], supportType: 'public', ...asked },
        ...{ form: {}, customer: { name: '홍길동', phone: '01012344417', type } },
      })
      if (status !== 201) throw new Error(text)
      return body.id as string
    },
    tomorrow: () => world.platform.clock.advance(DAY_SECONDS),
    /** A draft of a new policy for both agencies with these steps. */
    draft: async (change: Partial<Steps> = {}, who = hq.admin) => {
      const steps = stepsFor(tree)
      const { id } = await begin(who)
      const written = { ...steps, targets: { targets: [a.id, b.id], exclusions: [] } }
      for (const step of DRAFT_STEPS) {
        const payload = { ...written[step], ...change[step] }
        const { status, text } = await save(who, id, step, 1, payload)
        if (status !== 200) throw new Error(text)
      }
      return id as string
    },
    start: (draftId: string, days = 30, who = hq.admin) => who.post('impacts', { draftId, days }),
    view: async (draftId: string, days = 30, who = hq.admin) =>
      (await who.get(`impacts?draftId=${draftId}&days=${days}`)).body,
    /** Runs the jobs that were woken, and those that they wake. */
    work: async (platform: Platform = world.platform) => {
      await world.platform.settled()
      for (;;) {
        const ids = world.platform.woken.splice(0)
        if (ids.length === 0) return
        for (const id of ids) await runJob(platform, id)
        await world.platform.settled()
      }
    },
  }
}

import { expect } from 'vitest'
import { runJob } from '#jobs/run.ts'
import { C2_POLICY, type Tree, type World } from '#tests/world.ts'
import { transact } from '../context.ts'
import { enqueue } from '../jobs/enqueue.ts'

export const MINUTE = 60_000

/** Everything of the policy of C.2 that its publication takes but the targets. */
export const C2_BODY = { ...C2_POLICY, form: [...C2_POLICY.form] }

/** A new tree whose shop R1 can spend what no test uses up. */
export async function treeWithBudget(world: World): Promise<Tree> {
  const tree = await world.mintTree()
  const period = { start: '2026-11-01', end: '2026-12-31' }
  const give = (companyId: string, amountWon: number) => ({
    period,
    items: [{ companyId, amountWon }],
  })
  await tree.hq.admin.post('rebates/allocations', give(tree.a.id, 900_000_000))
  await tree.a.admin.post('rebates/distributions', give(tree.r1.id, 500_000_000))
  return tree
}

export const inMinutes = ({ platform }: World, minutes: number): string =>
  new Date(platform.clock.now().getTime() + minutes * MINUTE).toISOString()

type Who = Tree['hq']['admin']
export const policyOf = async (who: Who, id: string) => (await who.get(`policies/${id}`)).body

export const withdraw = async (who: Who, id: string) =>
  who.post(`policies/${id}/withdrawal`, {
    version: (await policyOf(who, id)).version,
    reason: '단가 오류',
  })

export async function edit(who: Who, id: string, change: object) {
  const { version, title, description, validTo, requiresReading } = await policyOf(who, id)
  const body = { version, title, description, validTo, requiresReading, ...change }
  return who.put(`policies/${id}`, body)
}

/** What the clock does to policies, as its jobs do it. */
export async function runClockJobs(world: World, { hq }: Tree): Promise<void> {
  for (const name of ['policies.begin', 'policies.expire'] as const) {
    const jobId = await transact(world.ctxOf(hq.admin.actor), (ctx) => enqueue(ctx, name, {}))
    expect(await runJob(world.platform, jobId)).toEqual({ outcome: 'done' })
  }
}

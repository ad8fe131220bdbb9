import { publishNotice } from '../notices/commands.ts'
import type { Platform } from '../platform/platform.ts'
import { policyDetail } from '../policies/queries.ts'
import { acknowledge } from '../reach/acknowledge.ts'
import { ctxOf, type DemoTree, once } from './network.ts'
import type { DemoPolicy } from './policies.ts'

/** Every such shop has not read the last policy yet. */
const UNREAD_EACH = 5

/** The admins acknowledge the policies, except some shops with the last one. */
export async function readPolicies(platform: Platform, tree: DemoTree, policies: DemoPolicy[]) {
  const shops = tree.agencies.flatMap((agency) => agency.shops.map(({ actor }) => actor))
  const readers = [...tree.agencies.map(({ actor }) => actor), ...shops]
  const last = policies.at(-1)
  for (const policy of policies)
    for (const [i, actor] of readers.entries()) {
      if (policy === last && i % UNREAD_EACH === UNREAD_EACH - 1) continue
      const ctx = ctxOf(platform, actor)
      const { reading } = await policyDetail(ctx, policy.id)
      if (reading) await acknowledge(ctx, policy.id, { hash: reading.hash })
    }
}

/** A notice on everybody's dashboard. */
export async function publishDemoNotice(platform: Platform, tree: DemoTree): Promise<void> {
  await publishNotice(once(platform, tree.hq), {
    type: 'general',
    title: '이번 달 정산 마감 안내',
    content: '개통 완료한 주문은 매달 마지막 영업일 18시까지 정산에 올라가요.',
    isImportant: true,
    requiresReading: false,
    place: 0,
    policyId: null,
    validFrom: null,
    validTo: null,
    tiers: ['agency', 'retail'],
    agencyIds: null,
  })
}

import { may } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { countOrders } from '../orders/queries.ts'
import { countToDecide } from '../policies/count-to-decide.ts'
import { countWaiting } from '../users/list-users.ts'
import type { MenuCounts } from './contract.ts'

/**
 * What waits for the caller: orders to approve for headquarters, people to decide about for admins, prices to
 * decide for an agency.
 */
export async function waitingCounts(ctx: Ctx): Promise<MenuCounts> {
  const { actor } = ctx
  const [orders, people, prices] = await Promise.all([
    actor.tier === 'hq' && may(actor, 'order.read') ? countOrders(ctx) : null,
    may(actor, 'user.approve') ? countWaiting(ctx) : null,
    actor.tier === 'agency' && may(actor, 'policy.price') ? countToDecide(ctx) : null,
  ])
  return { orders: orders?.counts.pending ?? null, people, prices }
}

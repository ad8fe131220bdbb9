import { seoulDay } from '../calendar.ts'
import { AppError } from '../errors.ts'
import { PlaceOrder } from '../orders/contract.ts'
import {
  approveOrder,
  cancelOrder,
  completeOrder,
  rejectOrder,
  shipOrder,
} from '../orders/move-order.ts'
import { placeOrder } from '../orders/place-order.ts'
import type { Platform } from '../platform/platform.ts'
import { type DemoShop, type DemoTree, once } from './network.ts'
import { customer, DEVICES, imei, pick, REASONS } from './people.ts'
import type { DemoPolicy } from './policies.ts'
import type { Story } from './story.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * A shop takes an order now; its later steps are added to the story. `waits` leaves it pending. A shop
 * without budget takes no order, which must not abort the seed, let alone the start.
 */
export async function takeOrder(
  platform: Platform,
  story: Story,
  tree: DemoTree,
  policies: DemoPolicy[],
  shop: DemoShop,
  waits: boolean,
): Promise<void> {
  const { roll } = story
  const policy = policies[0]
  if (!policy) throw new Error('no policy to sell under')
  const plan = pick(roll, tree.plans)
  const { name, phone, birthDate, address } = customer(roll)
  const joinType = pick(roll, ['mnp', 'mnp', 'device_change', 'new'] as const)
  const simType = pick(roll, ['prepaid', 'prepaid', 'postpaid', 'reuse'] as const)
  const input = PlaceOrder.parse({
    policyId: policy.id,
    planId: plan.id,
    joinType,
    contractMonths: pick(roll, [12, 24, 24, 24, 36] as const),
    supportType: pick(roll, ['public', 'selective'] as const),
    simType,
    customer: { name, phone },
    form: {
      birth_date: birthDate,
      customer_address: address,
      device_model: pick(roll, DEVICES),
      imei: imei(roll),
      ...(joinType === 'mnp' && { previous_carrier: pick(roll, ['skt', 'kt', 'lgu']) }),
    },
  })
  const placed = await placeOrder(once(platform, shop.actor), input).catch(unlessSpent)
  if (placed && !waits) tellTheRest(platform, story, tree, shop, placed.id)
}

function unlessSpent(error: unknown): undefined {
  if (!(error instanceof AppError && error.code === 'insufficient_balance')) throw error
}

function tellTheRest(platform: Platform, story: Story, tree: DemoTree, shop: DemoShop, id: string) {
  const { roll } = story
  const hq = () => once(platform, tree.hq)
  const fate = roll()
  const decidedIn = (20 + roll() * 140) * MINUTE
  if (fate < 0.04)
    return story.later(decidedIn / 2, () =>
      cancelOrder(once(platform, shop.actor), id, {
        version: 1,
        reason: pick(roll, REASONS.cancelled),
      }),
    )
  if (fate < 0.1)
    return story.later(decidedIn, () =>
      rejectOrder(hq(), id, { version: 1, reason: pick(roll, REASONS.rejected) }),
    )
  story.later(decidedIn, () => approveOrder(hq(), id, { version: 1 }))
  const shippedIn = decidedIn + (2 + roll() * 16) * HOUR
  const trackingNumber = String(100_000_000_000 + Math.floor(roll() * 9e11))
  story.later(shippedIn, () => shipOrder(hq(), id, { version: 2, courier: 'cj', trackingNumber }))
  story.later(shippedIn + (4 + roll() * 28) * HOUR, () =>
    completeOrder(hq(), id, {
      version: 3,
      activatedOn: seoulDay(platform.clock.now()),
      // No carrier assigns numbers with this middle part, and no two orders activate one line.
      activatedNumber: `0101${String(story.next()).padStart(7, '0')}`,
    }),
  )
}

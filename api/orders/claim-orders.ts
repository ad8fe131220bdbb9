import type { TxCtx } from '../context.ts'
import { claim, claimsOf, type Taken } from './identifiers.ts'
import { CONTENDED, type Outcomes, type PricedOrder } from './place-stages.ts'
import { takenError } from './taken.ts'

/**
 * Priced → claimed: each order takes the numbers of its device and SIM. An order whose number another order of
 * its own batch took leaves the batch, because that one may still be refused; in a queue of one shop, where
 * nobody waits behind another shop, it is refused.
 */
export async function claimOrders(
  shared: TxCtx,
  priced: PricedOrder[],
  outcomes: Outcomes,
  locked: 'skip' | 'wait',
): Promise<PricedOrder[]> {
  const [first] = priced
  if (!first) return []
  const { hqId } = first.ctx.actor
  const claims = priced.flatMap(({ id, input }) => claimsOf(id, input.form))
  const taken = Map.groupBy(await claim(shared, hqId, claims), ({ orderId }) => orderId)
  return priced.filter((order) => {
    const lost: Taken[] | undefined = taken.get(order.id)
    if (!lost) return true
    if (locked === 'skip' && lost.some(({ holder }) => holder === null))
      outcomes.answer(order, CONTENDED)
    else outcomes.refuse(order, takenError(order.ctx.actor, lost))
    return false
  })
}

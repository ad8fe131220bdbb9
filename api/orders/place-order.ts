import { detach } from '../attachments/attach.ts'
import { atOneInstant, type Ctx, commit, type TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { findAnswers, repeated, requireOnce, storingAnswers } from '../idempotency/once.ts'
import { attachFiles } from './attach-files.ts'
import { claimOrders } from './claim-orders.ts'
import type { PlacedOrder, PlaceOrder } from './contract.ts'
import { unclaim } from './identifiers.ts'
import { CONTENDED, Outcomes, type Placed, type Wanted } from './place-stages.ts'
import { holdOrders, priceOrders } from './price-and-hold.ts'
import { writeOrders } from './write-orders.ts'

/**
 * Places a shop's order in one transaction: prices it by the policy in force, holds its budget and
 * forecasts its settlement. Orders of a tree that arrive together share the transaction; each gets its own
 * answer, and none spends what another has taken. If another command has locked the shop's budget, the
 * order leaves the batch and waits in a queue of its shop.
 */
export const placeOrder = (ctx: Ctx, input: PlaceOrder): Promise<PlacedOrder> =>
  storingAnswers(() => placeInBatch(ctx, input), ctx)

async function placeInBatch(ctx: Ctx, input: PlaceOrder): Promise<PlacedOrder> {
  const wanted = { ctx, input, once: requireOnce(ctx) }
  const { hqId, companyId } = ctx.actor
  const place = async (queue: string, locked: 'skip' | 'wait') => {
    const committed = await ctx.batcher.add<Wanted, Committed>(queue, wanted, RUNS[locked])
    // The next batch has started already, so slow listeners delay this answer only.
    await committed.effects
    return committed.placed
  }
  const placed = await place(`orders.place:${hqId}`, 'skip')
  if (placed !== CONTENDED) return placed
  const waited = await place(`orders.wait:${companyId}`, 'wait')
  if (waited === CONTENDED) throw new Error('an order that waits for its budget is not put off')
  return waited
}

const RUNS = {
  skip: (wanted: Wanted[]) => placeTogether(wanted, 'skip'),
  wait: (wanted: Wanted[]) => placeTogether(wanted, 'wait'),
}

/** The outcome of an order at the commit, and the promise that it was announced. */
type Committed = { placed: Placed; effects: Promise<void> }

async function placeTogether(
  wanted: Wanted[],
  locked: 'skip' | 'wait',
): Promise<PromiseSettledResult<Committed>[]> {
  const [first] = wanted
  if (!first) return []
  const work = async (tx: TxCtx) => {
    // One instant for all rows, however long a lock takes: id, day, number and budget of an order must not
    // lie on two sides of midnight.
    const shared = atOneInstant(tx)
    const outcomes = new Outcomes()
    const fresh = await answerRepeats(shared, wanted, outcomes)
    const priced = await priceOrders(shared, fresh, outcomes)
    const claimed = await claimOrders(shared, priced, outcomes, locked)
    const complete = await attachFiles(shared, claimed, outcomes, locked)
    const held = await holdOrders(shared, complete, outcomes, locked)
    const placed = new Set(held.map(({ id }) => id))
    const without = claimed.flatMap(({ id }) => (placed.has(id) ? [] : [id]))
    await unclaim(shared, without)
    await detach(shared, without)
    for (const order of await writeOrders(shared, held)) outcomes.answer(order, order.answer)
    return outcomes.of(wanted)
  }
  const { result, effects } = await storingAnswers(() => commit(first.ctx, work))
  return result.map((outcome) =>
    outcome.status === 'rejected'
      ? outcome
      : { ...outcome, value: { placed: outcome.value, effects } },
  )
}

/** Keys that have run get their first answer again; of two requests with one key only the first runs. */
async function answerRepeats(
  shared: TxCtx,
  wanted: Wanted[],
  outcomes: Outcomes,
): Promise<Wanted[]> {
  const keys = wanted.map(({ ctx, once }) => ({ userId: ctx.actor.userId, key: once.key }))
  const nameOf = ({ userId, key }: { userId: string; key: string }) => `${userId} ${key}`
  const known = new Map((await findAnswers(shared, keys)).map((row) => [nameOf(row), row]))
  const seen = new Set<string>()
  return wanted.filter((order) => {
    const { ctx, once } = order
    const name = nameOf({ userId: ctx.actor.userId, key: once.key })
    const row = known.get(name)
    if (!row && !seen.has(name)) return seen.add(name)
    try {
      if (!row)
        throw new AppError('idempotency_in_flight', 'The same command is running. Send it again.')
      outcomes.answer(order, repeated<PlacedOrder>(row, once))
    } catch (error) {
      outcomes.refuse(order, error)
    }
    return false
  })
}

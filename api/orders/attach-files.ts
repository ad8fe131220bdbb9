import { attach, type LostWish, type Wish } from '../attachments/attach.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { attachmentKeys } from '../forms/entry.ts'
import { CONTENDED, type Outcomes, type PricedOrder } from './place-stages.ts'

/**
 * Claimed → complete: the files that an order names become its own. As with numbers, an order whose file went
 * to another of its batch leaves the batch; in a queue of one shop it is refused.
 */
export async function attachFiles(
  shared: TxCtx,
  claimed: PricedOrder[],
  outcomes: Outcomes,
  locked: 'skip' | 'wait',
): Promise<PricedOrder[]> {
  const lost = Map.groupBy(
    await attach(shared, claimed.flatMap(wishesOf)),
    ({ orderId }) => orderId,
  )
  return claimed.filter((order) => {
    const wishes = lost.get(order.id)
    if (!wishes) return true
    if (locked === 'skip' && wishes.some(({ isContended }) => isContended))
      outcomes.answer(order, CONTENDED)
    else outcomes.refuse(order, lostError(wishes))
    return false
  })
}

const wishesOf = ({ id: orderId, ctx, input, priced }: PricedOrder): Wish[] =>
  attachmentKeys(priced.version.form)
    .flatMap((field) => {
      const id = input.form[field]
      return id ? [{ orderId, companyId: ctx.actor.companyId, id, field }] : []
    })
    .map((wish, i) => ({ ...wish, place: i + 1 }))

/** One sentence for every reason: another company's file is no different from none. */
const lostError = (wishes: LostWish[]) =>
  new AppError('invalid_input', 'Some files are not there; attach them again. See errors.', {
    errors: wishes.map(({ field }) => ({
      path: `form.${field}`,
      code: 'no_upload',
      message:
        'Attach the file again: its upload is not finished, has ended, or another order has it.',
    })),
  })

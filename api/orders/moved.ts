import { type Ctx, type TxCtx, transact } from '../context.ts'
import { storingAnswers } from '../idempotency/once.ts'
import type { OrderDetail } from './contract.ts'
import { orderDetail } from './queries.ts'

/**
 * Moves an order and reads the answer in the same transaction: if the answer cannot be read, the move
 * is rolled back.
 */
export const movedOrder = (
  ctx: Ctx,
  id: string,
  move: (ctx: TxCtx) => Promise<unknown>,
): Promise<OrderDetail> =>
  storingAnswers(
    () =>
      transact(ctx, async (ctx) => {
        await move(ctx)
        return orderDetail(ctx, id)
      }),
    ctx,
  )

import type { TransferKind } from '#db/words.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { type AccountKey, openAccounts } from '../ledger/accounts.ts'
import { post, type Transfer } from '../ledger/post.ts'

/**
 * What one company owes another, for one subject: an order when it is completed, a run when it approves or
 * pays.
 */
export type Debt = { payerId: string; payeeId: string; subjectId: string; amountWon: number }

const account = (
  hqId: string,
  companyId: string,
  counterpartyId: string,
  kind: 'owed' | 'accrued' | 'approved' | 'paid',
): AccountKey => ({
  hqId,
  companyId,
  counterpartyId,
  book: 'payable',
  kind,
  unit: 'won',
  periodStart: null,
  periodEnd: null,
})

/** An order was completed: the payer owes, the payee's claim accrues. */
export const accrue = (ctx: TxCtx, debts: Debt[]) => move(ctx, 'accrue', debts, 'owed', 'accrued')

/** A run approved accrued amounts. */
export const approve = (ctx: TxCtx, debts: Debt[]) =>
  move(ctx, 'approve', debts, 'accrued', 'approved')

/** A run paid approved amounts; the money itself moved outside the system. */
export const pay = (ctx: TxCtx, debts: Debt[]) => move(ctx, 'pay', debts, 'approved', 'paid')

async function move(
  ctx: TxCtx,
  kind: TransferKind,
  debts: Debt[],
  from: 'owed' | 'accrued' | 'approved',
  to: 'accrued' | 'approved' | 'paid',
): Promise<void> {
  const moving = debts.filter(({ amountWon }) => amountWon !== 0)
  if (moving.length === 0) return
  const { hqId } = ctx.actor
  const keyOf = ({ payerId, payeeId }: Debt, side: typeof from | typeof to) =>
    side === 'owed' ? account(hqId, payerId, payeeId, side) : account(hqId, payeeId, payerId, side)
  const accounts = await openAccounts(
    ctx,
    moving.flatMap((debt) => [keyOf(debt, from), keyOf(debt, to)]),
  )
  const transfers = moving.map(({ subjectId, amountWon }, i): Transfer => {
    const [source, target] = accounts.slice(i * 2)
    if (!source || !target) throw new Error('accounts were not opened')
    return {
      id: newId(ctx.clock.now()),
      kind,
      subjectId,
      legs: [
        { account: source, amount: -amountWon },
        { account: target, amount: amountWon },
      ],
    }
  })
  await post(ctx, transfers)
}

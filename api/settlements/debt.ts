import type { TransferKind } from '#db/words.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { type Account, type AccountKey, openAccounts } from '../ledger/accounts.ts'
import { post, type Transfer } from '../ledger/post.ts'

/** What one company owes another, for one subject: an order when it falls due, a run when it is paid. */
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

/** An order was completed: the payer owes, the payee has it coming. */
export const accrue = (ctx: TxCtx, debts: Debt[]) => move(ctx, 'accrue', debts, 'owed', 'accrued')

/** A run approved what was coming. */
export const approve = (ctx: TxCtx, debts: Debt[]) =>
  move(ctx, 'approve', debts, 'accrued', 'approved')

/** A run paid what was approved; the money itself moved outside the system. */
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
    const source = accounts[i * 2] as Account
    const target = accounts[i * 2 + 1] as Account
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

import type { Ctx } from '../context.ts'
import { LEDGER_CHECKS } from '../ledger/check.ts'
import { type Check, collectFaults, type Fault, type Run } from '../ledger/faults.ts'
import { ORDER_CHECKS } from '../orders/check.ts'
import { REBATE_CHECKS } from '../rebates/check.ts'
import { SETTLEMENT_CHECKS } from '../settlements/check.ts'

const CHECKS: readonly Check[] = [
  ...LEDGER_CHECKS,
  ...REBATE_CHECKS,
  ...SETTLEMENT_CHECKS,
  ...ORDER_CHECKS,
]

/**
 * Checks everything that affects money against its rows: the journal itself, grants, settlement lines and
 * runs against the payable book, orders against holds, lines and accruals, and every stored total against the
 * rows it sums. An empty list means that the books hold. Reads in chunks beside running commands.
 */
export const reconcile = (ctx: Ctx, run?: Run): Promise<Fault[]> => collectFaults(ctx, CHECKS, run)

import { readTreeSettings } from '../companies/queries.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Refuses a publication without a draft where the headquarters wants a second person for expensive ones:
 * nothing was replayed, so nobody knows what it costs.
 */
export async function requireDraft(ctx: TxCtx): Promise<void> {
  const { approvalOverWon } = await readTreeSettings(ctx)
  if (approvalOverWon === null) return
  throw new AppError(
    'approval_required',
    'Your headquarters wants to know what a policy costs before it is published. Write it as a draft (POST /policies/drafts), replay it (POST /impacts) and publish the draft.',
    { facts: { because: 'no_draft', limitWon: approvalOverWon, riseWon: null } },
  )
}

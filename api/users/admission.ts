import { admitCompany } from '../companies/close-company.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { notify } from '../notifications/notify.ts'
import type { ApproveUser, RejectUser } from './contract.ts'
import { type Decision, decideAbout } from './decide.ts'

/** Approves a person; approving a company's first admin opens the company. */
export const approveUser = (ctx: Ctx, id: string, { version }: ApproveUser) =>
  decideAbout(ctx, id, 'approve', version, async (ctx, { user, company }) => {
    if (user.isFirstAdmin) await admitCompany(ctx, company)
    await notify(ctx, {
      companyId: company.id,
      userId: id,
      type: 'user_approved',
      subjectId: id,
      params: { who: company.name },
    })
    if (user.email && ctx.mail.configured) await enqueue(ctx, 'users.tell_approved', { userId: id })
    const { userId: approvedBy } = ctx.actor
    const set = { status: 'approved', approvedBy, approvedAt: ctx.clock.now() } as const
    return moved('user.approve', user.status, { ...set, statusReason: null })
  })

/** Rejects an applicant, who sees the reason and may apply again. */
export const rejectUser = (ctx: Ctx, id: string, { version, reason }: RejectUser) =>
  decideAbout(ctx, id, 'reject', version, async (_, { user }) =>
    moved('user.reject', user.status, { status: 'rejected', statusReason: reason }),
  )

/**
 * Suspends a person from the next request on. `alongside` ends their sessions and tokens in the same
 * transaction; those features come later on the ladder.
 */
export const suspendUser = (
  ctx: Ctx,
  id: string,
  { version, reason }: RejectUser,
  alongside: (ctx: TxCtx) => Promise<void>,
) =>
  decideAbout(ctx, id, 'suspend', version, async (ctx, { user }) => {
    await alongside(ctx)
    return moved('user.suspend', user.status, { status: 'suspended', statusReason: reason })
  })

export const reinstateUser = (ctx: Ctx, id: string, { version }: ApproveUser) =>
  decideAbout(ctx, id, 'reinstate', version, async (_, { user }) =>
    moved('user.reinstate', user.status, { status: 'approved', statusReason: null }),
  )

/** The audit event omits the reason: it is free text for the person alone and may contain personal data. */
const moved = (
  action: Decision['action'],
  from: string,
  set: Decision['set'] & { status: string },
): Decision => ({ set, action, before: { status: from }, after: { status: set.status } })

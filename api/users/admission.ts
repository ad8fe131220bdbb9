import { enqueue } from '#jobs/enqueue.ts'
import { admitCompany } from '../companies/closing.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import type { ApproveUser, RejectUser } from './contract.ts'
import { type Decision, decideAbout } from './deciding.ts'

/** Lets a person in; with a company's first admin the company opens. */
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

/** Turns an applicant away, who reads why and may apply again. */
export const rejectUser = (ctx: Ctx, id: string, { version, reason }: RejectUser) =>
  decideAbout(ctx, id, 'reject', version, async (_, { user }) =>
    moved('user.reject', user.status, { status: 'rejected', statusReason: reason }),
  )

/** Keeps a person out from the next request on. */
export const suspendUser = (ctx: Ctx, id: string, { version, reason }: RejectUser) =>
  decideAbout(ctx, id, 'suspend', version, async (_, { user }) =>
    moved('user.suspend', user.status, { status: 'suspended', statusReason: reason }),
  )

export const reinstateUser = (ctx: Ctx, id: string, { version }: ApproveUser) =>
  decideAbout(ctx, id, 'reinstate', version, async (_, { user }) =>
    moved('user.reinstate', user.status, { status: 'approved', statusReason: null }),
  )

/** The reason is for the person alone: it is free text and may say of somebody what no log should keep. */
const moved = (
  action: Decision['action'],
  from: string,
  set: Decision['set'] & { status: string },
): Decision => ({ set, action, before: { status: from }, after: { status: set.status } })

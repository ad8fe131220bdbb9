import { eq } from 'drizzle-orm'
import { invitations } from '#db/schema/registration.ts'
import { systemActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { hashPassword } from '../auth/password.ts'
import { transact } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import type { Visitor } from '../users/account.ts'
import { createUser } from '../users/commands.ts'
import { userChanged } from '../users/deciding.ts'
import { CONSENT_VERSION } from './consents.ts'
import type { AcceptInvitation, Applied } from './contract.ts'
import { invitationFor, lockInvitation } from './invitation.ts'
import { newcomer } from './newcomer.ts'
import { unlessTaken } from './taken.ts'

/** Makes the invited person a user of the company, approved at once: the invitation was the approval. */
export async function acceptInvitation(
  visitor: Visitor,
  { token, username, password, name, email, phone }: AcceptInvitation,
): Promise<Applied> {
  // Asked before the password is hashed: whoever has no invitation costs nothing.
  const { company } = await invitationFor(visitor, token)
  const passwordHash = await hashPassword(visitor, password)
  return unlessTaken('username', () =>
    transact({ ...visitor, actor: systemActor(company.hqId) }, async (ctx) => {
      const { id, role, createdBy, maker, company } = await lockInvitation(ctx, token)
      const { id: userId } = await createUser(ctx, {
        ...{ username, passwordHash, name, email, phone },
        ...{ companyId: company.id, role, approvedBy: createdBy },
      })
      await ctx.db
        .update(invitations)
        .set({ acceptedBy: userId, acceptedAt: ctx.clock.now() })
        .where(eq(invitations.id, id))
      await record(newcomer(ctx, userId, company, role), {
        action: 'user.accept_invitation',
        entityId: userId,
        facts: { company: company.code, role, consents: CONSENT_VERSION },
      })
      await notify(ctx, {
        companyId: maker.companyId,
        type: 'user_approved',
        subjectId: userId,
        params: { who: company.name },
      })
      userChanged(ctx, { user: { id: userId }, company })
      return { companyCode: null, companyName: company.name, approver: null }
    }),
  )
}

import { eq } from 'drizzle-orm'
import { invitations } from '#db/schema/registration.ts'
import { systemActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { transact } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import { hashPassword } from '../passwords/password.ts'
import type { Visitor } from '../users/account.ts'
import { createUser } from '../users/commands.ts'
import { userChanged } from '../users/decide.ts'
import { refusePersonal } from '../users/personal-password.ts'
import { CONSENT_VERSION } from './consents.ts'
import type { AcceptInvitation, Applied } from './contract.ts'
import { guessedInvitation, lockInvitation } from './invitation.ts'
import { newcomer } from './newcomer.ts'
import { disclosureGuards, unlessTaken } from './taken.ts'

/**
 * Makes the invited person a user of the company. They are approved at once, because the invitation counts as
 * approval.
 */
export async function acceptInvitation(
  visitor: Visitor,
  { token, username, password, name, email, phone }: AcceptInvitation,
): Promise<Applied> {
  // Checked before the password is hashed, so that a request without an invitation costs little.
  const { id, company } = await guessedInvitation(visitor, token)
  refusePersonal(password, { username, email, companyName: company.name }, 'password')
  const disclosure = { ctx: visitor, guards: disclosureGuards(visitor, `invitation ${id}`) }
  const create = async () => {
    const passwordHash = await hashPassword(visitor, password)
    return transact({ ...visitor, actor: systemActor(company.hqId) }, async (ctx) => {
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
    })
  }
  return unlessTaken('username', create, disclosure)
}

import { systemActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { hashPassword } from '../auth/password.ts'
import { createCompany } from '../companies/commands.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Visitor } from '../users/account.ts'
import { createUser } from '../users/commands.ts'
import { CONSENT_VERSION } from './consents.ts'
import type { Applied, SignUpCompany, SignUpStaff } from './contract.ts'
import { above, decidersFor, newcomer, tellWhoDecides } from './newcomer.ts'
import { JOINS_AS, lockParent, type Parent, parentFor } from './parent.ts'
import { unlessTaken } from './taken.ts'

/** A company and its first admin apply under the parent whose code they were given. */
export async function signUpCompany(ctx: Visitor, input: SignUpCompany): Promise<Applied> {
  // Asked before the password is hashed: whoever has no code costs nothing.
  tierUnder(await parentFor(ctx, input.parentCode))
  return applyAsCompany(ctx, input, await hashPassword(ctx, input.admin.password))
}

export type CompanyApplication = Omit<SignUpCompany, 'admin'> & {
  admin: Omit<SignUpCompany['admin'], 'password'>
}

/** The same for whoever has the hash already. Company, admin, audit and news come together or not at all. */
export async function applyAsCompany(
  visitor: Visitor,
  { parentCode, company, admin }: CompanyApplication,
  passwordHash: string,
): Promise<Applied> {
  const { hqId } = await parentFor(visitor, parentCode)
  return unlessTaken('admin.username', () =>
    transact({ ...visitor, actor: systemActor(hqId) }, async (ctx) => {
      const parent = await lockParent(ctx, parentCode)
      const tier = tierUnder(parent)
      const made = await createCompany(ctx, {
        ...company,
        ...{ tier, parentId: parent.id, pending: true },
      })
      const { id: userId } = await createUser(ctx, {
        ...admin,
        passwordHash,
        ...{ companyId: made.id, role: 'admin', status: 'pending', isFirstAdmin: true },
      })
      await record(newcomer(ctx, userId, made, 'admin'), {
        action: 'company.sign_up',
        entityId: made.id,
        facts: { code: made.code, parent: parent.code, consents: CONSENT_VERSION },
      })
      await tellWhoDecides(ctx, above(made), { userId, who: made.name, home: made })
      const { name, phone } = parent
      return { companyCode: made.code, companyName: made.name, approver: { name, phone } }
    }),
  )
}

function tierUnder({ tier }: Parent): 'agency' | 'retail' {
  const below = JOINS_AS[tier]
  if (below) return below
  const message = 'is a shop’s code: no company joins under a shop, only people do'
  throw new AppError('invalid_input', 'This is the code of a shop. Sign up as its staff instead.', {
    errors: [{ path: 'parentCode', code: 'only_people', message }],
  })
}

/** A person applies to a company by its code; an admin there, or above it, approves. */
export async function signUpStaff(ctx: Visitor, input: SignUpStaff): Promise<Applied> {
  await parentFor(ctx, input.companyCode)
  return applyAsStaff(ctx, input, await hashPassword(ctx, input.user.password))
}

export type StaffApplication = Omit<SignUpStaff, 'user'> & {
  user: Omit<SignUpStaff['user'], 'password'>
}

/** The same for whoever has the hash already. */
export async function applyAsStaff(
  visitor: Visitor,
  { companyCode, user }: StaffApplication,
  passwordHash: string,
): Promise<Applied> {
  const { hqId } = await parentFor(visitor, companyCode)
  return unlessTaken('user.username', () =>
    transact({ ...visitor, actor: systemActor(hqId) }, async (ctx) => {
      const company = await lockParent(ctx, companyCode)
      const { id: userId } = await createUser(ctx, {
        ...user,
        passwordHash,
        ...{ companyId: company.id, role: 'staff', status: 'pending' },
      })
      await record(newcomer(ctx, userId, company, 'staff'), {
        action: 'user.sign_up',
        entityId: userId,
        facts: { company: company.code, consents: CONSENT_VERSION },
      })
      const deciders = await decidersFor(ctx, company)
      await tellWhoDecides(ctx, deciders, { userId, who: company.name, home: company })
      const { name, phone } = company
      return { companyCode: null, companyName: name, approver: { name, phone } }
    }),
  )
}

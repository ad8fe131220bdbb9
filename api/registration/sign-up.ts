import { systemActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { createCompany } from '../companies/commands.ts'
import { transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { hashPassword } from '../passwords/password.ts'
import { shownPhone } from '../phone.ts'
import { limitKeyOf } from '../platform/client-address.ts'
import type { Visitor } from '../users/account.ts'
import { createUser } from '../users/commands.ts'
import { refusePersonal } from '../users/personal-password.ts'
import { CONSENT_VERSION } from './consents.ts'
import type { Applied, SignUpCompany, SignUpStaff } from './contract.ts'
import { above, decidersFor, newcomer, tellWhoDecides } from './newcomer.ts'
import { guessedParent, JOINS_AS, lockParent, type Parent, parentFor } from './parent.ts'
import { disclosureGuards, unlessTaken } from './taken.ts'

/** A company and its first admin apply under the parent whose code they were given. */
export async function signUpCompany(ctx: Visitor, input: SignUpCompany): Promise<Applied> {
  // Checked before the password is hashed, so that a request without a valid code costs little.
  tierUnder(await guessedParent(ctx, input.parentCode))
  const { admin, company } = input
  refusePersonal(admin.password, { ...admin, companyName: company.name }, 'admin.password')
  return applyAsCompany(ctx, input, await hashPassword(ctx, input.admin.password))
}

export type CompanyApplication = Omit<SignUpCompany, 'admin'> & {
  admin: Omit<SignUpCompany['admin'], 'password'>
}

/**
 * The same with a password that is already hashed. Company, admin, audit event and notifications are written
 * in one transaction.
 */
export async function applyAsCompany(
  visitor: Visitor,
  { parentCode, company, admin }: CompanyApplication,
  passwordHash: string,
): Promise<Applied> {
  const { id, hqId } = await parentFor(visitor, parentCode)
  const create = () =>
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
      const { name, phone } = shownPhone(parent)
      return { companyCode: made.code, companyName: made.name, approver: { name, phone } }
    })
  return unlessTaken('admin.username', create, toldTo(visitor, id))
}

function tierUnder({ tier }: Parent): 'agency' | 'retail' {
  const below = JOINS_AS[tier]
  if (below) return below
  const message = 'is a shop’s code: no company joins under a shop, only people do'
  throw new AppError('invalid_input', 'This is the code of a shop. Sign up as its staff instead.', {
    errors: [{ path: 'parentCode', code: 'only_people', message }],
  })
}

/** A person applies to a company by its code; an admin of that company, or of one above, approves. */
export async function signUpStaff(ctx: Visitor, input: SignUpStaff): Promise<Applied> {
  const { name: companyName } = await guessedParent(ctx, input.companyCode)
  refusePersonal(input.user.password, { ...input.user, companyName }, 'user.password')
  return applyAsStaff(ctx, input, await hashPassword(ctx, input.user.password))
}

export type StaffApplication = Omit<SignUpStaff, 'user'> & {
  user: Omit<SignUpStaff['user'], 'password'>
}

/** The same with a password that is already hashed. */
export async function applyAsStaff(
  visitor: Visitor,
  { companyCode, user }: StaffApplication,
  passwordHash: string,
): Promise<Applied> {
  const { id, hqId } = await parentFor(visitor, companyCode)
  const create = () =>
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
      const { name, phone } = shownPhone(company)
      return { companyCode: null, companyName: name, approver: { name, phone } }
    })
  return unlessTaken('user.username', create, toldTo(visitor, id))
}

/**
 * Counted by code and address: many people use one code, and one of them who tries usernames must not bar the
 * others.
 */
const toldTo = (ctx: Visitor, companyId: string) => {
  const from = ctx.address === undefined ? 'ourselves' : limitKeyOf(ctx.address)
  return { ctx, guards: disclosureGuards(ctx, `code ${companyId} ${from}`) }
}

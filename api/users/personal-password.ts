import { AppError } from '../errors.ts'
import type { Account } from './account.ts'
import { isPersonal, type Owner } from './password-rule.ts'

/**
 * Refuses a new password that contains what others know about its owner. `path` is the password's field in
 * the input. The message is the name of the fault, as for faults found by the contract.
 */
export function refusePersonal(password: string, owner: Owner, path: string): void {
  if (!isPersonal(password, owner)) return
  throw new AppError(
    'invalid_input',
    'The password contains the username, the e-mail or the company’s name. Choose another.',
    { errors: [{ path, code: 'personal', message: 'personal' }] },
  )
}

export const ownerOf = ({ user, company }: Account): Owner => ({
  username: user.username,
  email: user.email,
  companyName: company.name,
})

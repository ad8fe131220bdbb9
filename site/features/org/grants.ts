import { GRANTED } from '#api/access/permissions.ts'
import type { UserItem } from '#api/users/contract.ts'
import { GRANTS, type Grant } from '#db/words.ts'

/** The grants that would open something to a person of this tier and role, and those already held. */
export function grantsFor({
  role,
  company,
  grants,
}: Pick<UserItem, 'role' | 'company' | 'grants'>): Grant[] {
  const useful = new Set(
    Object.values(GRANTED)
      .filter(({ to }) => to.includes(`${company.tier}.${role}`))
      .map(({ grant }) => grant),
  )
  return GRANTS.filter((grant) => useful.has(grant) || grants.includes(grant))
}

import { AHEAD, GRANTED, may, type Permission } from '#api/access/permissions.ts'
import type { UserItem } from '#api/users/contract.ts'
import { GRANTS, type Grant } from '#db/words.ts'

/** The grants that would have an effect for this tier and role, and those already held. */
export function grantsFor({
  role,
  company,
  grants,
}: Pick<UserItem, 'role' | 'company' | 'grants'>): Grant[] {
  const { tier } = company
  const useful = new Set(
    Object.entries(GRANTED)
      // The keys are permissions; a right that the product does not have yet has no effect.
      .filter(([permission]) => !AHEAD.has(permission as Permission))
      .flatMap(([, { to, grant }]) => (to.includes(`${tier}.${role}`) ? [grant] : [])),
  )
  // It opens no route: it decides whether a workbook shows customers.
  if (may({ tier, role }, 'export.settlements')) useful.add('pii.export')
  return GRANTS.filter((grant) => useful.has(grant) || grants.includes(grant))
}

import type { Tier } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { may } from '../access/permissions.ts'

export const COMPANY_ACTIONS = [
  'edit',
  'edit_contact',
  'close',
  'open',
  'remove',
  'add_below',
  'invite',
] as const
export type CompanyAction = (typeof COMPANY_ACTIONS)[number]

export const COMPANY_FIELDS = ['name', 'businessNumber', 'phone', 'address'] as const
export type CompanyField = (typeof COMPANY_FIELDS)[number]

type Asking = Pick<Actor, 'companyId' | 'tier' | 'role' | 'scopes'>
type Seen = { id: string; tier: Tier; state: 'pending' | 'active' | 'closed' }

/**
 * The fields of a company in scope that this person may change: a headquarters may change all fields in its
 * tree, an agency name and contact details of its shops, every admin the contact details of their own
 * company.
 */
export function editableFields(actor: Asking, company: Pick<Seen, 'id'>): CompanyField[] {
  if (!may(actor, 'company.update')) return []
  if (actor.tier === 'hq') return [...COMPANY_FIELDS]
  return company.id === actor.companyId ? ['phone', 'address'] : ['name', 'phone', 'address']
}

/**
 * What this person may do with a company in scope in its current state. `isBare`: it has no orders, customers, companies
 * or budget.
 */
export function companyActions(
  actor: Asking,
  company: Seen,
  { isBare }: { isBare: boolean },
): CompanyAction[] {
  const { state } = company
  const fields = editableFields(actor, company)
  // Closing and removing are left to a company above: a headquarters that closed itself could not be opened
  // again.
  const isBelow = company.id !== actor.companyId
  const holds: Record<CompanyAction, boolean> = {
    edit: fields.includes('name'),
    edit_contact: fields.length > 0 && !fields.includes('name'),
    close: isBelow && state === 'active' && may(actor, 'company.close'),
    open: isBelow && state === 'closed' && may(actor, 'company.close'),
    remove: isBelow && isBare && may(actor, 'company.remove'),
    add_below: state === 'active' && company.tier !== 'retail' && may(actor, 'company.create'),
    invite: state === 'active' && may(actor, 'user.invite'),
  }
  return COMPANY_ACTIONS.filter((action) => holds[action])
}

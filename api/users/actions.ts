import type { Role, UserStatus } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { may, type Permission } from '../access/permissions.ts'

export const USER_ACTIONS = [
  'approve',
  'reject',
  'suspend',
  'reinstate',
  'change_role',
  'grant',
  'reset_password',
  'reset_second_factor',
  'unlock',
  'sign_out',
] as const
export type UserAction = (typeof USER_ACTIONS)[number]

type Asking = Pick<Actor, 'userId' | 'tier' | 'role' | 'scopes'>
export type Person = {
  id: string
  role: Role
  status: UserStatus
  /** The only approved admin of their company. */
  isLastAdmin: boolean
  hasFactor: boolean
  isLocked: boolean
}

/** The status in which each action is allowed. */
const STATUS: Record<UserAction, UserStatus> = {
  approve: 'pending',
  reject: 'pending',
  suspend: 'approved',
  reinstate: 'suspended',
  change_role: 'approved',
  grant: 'approved',
  reset_password: 'approved',
  reset_second_factor: 'approved',
  unlock: 'approved',
  sign_out: 'approved',
}

/** In this order: no permission, the own account, a wrong status, the last admin of the company. */
export type WhyNot = 'permission' | 'own' | 'status' | 'last_admin'

/**
 * Why this admin may not do this to a person in scope; undefined if they may. People never decide about their
 * own account, and no company loses its last admin: an admin above must first appoint another.
 */
export function whyNot(actor: Asking, person: Person, action: UserAction): WhyNot | undefined {
  if (!may(actor, permissionFor(action))) return 'permission'
  if (person.id === actor.userId) return 'own'
  if (person.status !== STATUS[action]) return 'status'
  if (action === 'reset_second_factor' && !person.hasFactor) return 'status'
  if (action === 'unlock' && !person.isLocked) return 'status'
  const takesAway = action === 'suspend' || action === 'change_role'
  return takesAway && person.isLastAdmin ? 'last_admin' : undefined
}

export const permissionFor = (action: UserAction): Permission =>
  action === 'approve' || action === 'reject' ? 'user.approve' : 'user.manage'

/** The actions that this admin may apply to a person in scope now. */
export const userActions = (actor: Asking, person: Person): UserAction[] =>
  USER_ACTIONS.filter((action) => !whyNot(actor, person, action))

import type { AuditKind } from '#db/words.ts'
import { PERMISSIONS, type Permission } from '../access/permissions.ts'

/** Events beside commands: what happens to accounts and what was refused (`domain.md` B.17). */
const SECURITY = {
  'auth.login': 'sign_in',
  'auth.login_failed': 'sign_in',
  'auth.logout': 'sign_in',
  'auth.locked': 'sign_in',
  'auth.unlocked': 'access',
  'auth.session_revoked': 'sign_in',
  'auth.token_reused': 'sign_in',
  'auth.stepped_up': 'sign_in',
  'auth.password_changed': 'access',
  'auth.password_reset': 'access',
  'auth.password_reset_asked': 'access',
  'auth.second_factor_added': 'access',
  'auth.second_factor_removed': 'access',
  'auth.recovery_codes_made': 'access',
  'auth.recovery_code_used': 'sign_in',
  'auth.token_made': 'access',
  'auth.token_revoked': 'access',
  'auth.permission_denied': 'access',
  'auth.csrf_refused': 'access',
  'company.sign_up': 'access',
  'user.sign_up': 'access',
  'user.reapply': 'access',
  'user.reject': 'access',
  'user.suspend': 'access',
  'user.reinstate': 'access',
  'user.change_role': 'access',
  'user.change_grants': 'access',
  'user.edit_profile': 'setting',
  'user.accept_invitation': 'access',
  'user.revoke_invitation': 'access',
  'company.open': 'access',
  'privacy.erase': 'reveal',
} as const satisfies Record<string, AuditKind>

export type AuditAction = Permission | keyof typeof SECURITY

/** Where a command is of another kind than the rest of its feature. */
const OWN = {
  'order.reveal': 'reveal',
  'company.close': 'access',
  'company.remove': 'access',
} as const satisfies Partial<Record<Permission, AuditKind>>

type FeatureOf<Action> = Action extends `${infer Feature}.${string}` ? Feature : never
/** The kind of a feature's commands; a new feature does not compile without one. */
const BY_FEATURE: Record<FeatureOf<Permission>, AuditKind> = {
  me: 'access',
  account: 'access',
  user: 'access',
  company: 'setting',
  form: 'setting',
  flag: 'setting',
  plan: 'setting',
  rebate: 'money',
  settlement: 'money',
  clawback: 'money',
  audit: 'reveal',
  export: 'reveal',
  price: 'trade',
  policy: 'trade',
  notice: 'trade',
  quote: 'trade',
  order: 'trade',
  grade: 'trade',
  notification: 'trade',
  message: 'trade',
  dashboard: 'trade',
  live: 'trade',
}

const featureOf = (action: Permission) => action.split('.')[0] as FeatureOf<Permission>
const kindOfPermission = (action: Permission): AuditKind =>
  (OWN as Partial<Record<Permission, AuditKind>>)[action] ?? BY_FEATURE[featureOf(action)]

const PERMITTED = Object.keys(PERMISSIONS) as Permission[]
/** Every action that is ever recorded, and what it is about. */
const KINDS: Record<string, AuditKind> = {
  ...Object.fromEntries(PERMITTED.map((action) => [action, kindOfPermission(action)])),
  ...SECURITY,
}

export const ACTIONS = Object.keys(KINDS) as AuditAction[]

/** What an event is about, from its name alone. What was recorded under a name of old is trade. */
export const kindOf = (action: string): AuditKind => KINDS[action] ?? 'trade'

/** Every action of a kind. */
export const actionsOf = (kind: AuditKind): AuditAction[] =>
  ACTIONS.filter((action) => KINDS[action] === kind)

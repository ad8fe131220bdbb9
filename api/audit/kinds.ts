import type { Permission } from '../access/permissions.ts'
import type { AuditKind } from './contract.ts'

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

const BY_FEATURE: Record<string, AuditKind> = {
  auth: 'sign_in',
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
}

/** What an event is about, from its name alone. */
export function kindOf(action: string): AuditKind {
  if (action === 'order.reveal') return 'reveal'
  const known = (SECURITY as Record<string, AuditKind>)[action]
  return known ?? BY_FEATURE[action.split('.')[0] ?? ''] ?? 'trade'
}

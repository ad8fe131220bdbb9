import type { AuditKind } from '#db/words.ts'

/**
 * Every recorded action and its kind: changes to accounts, refusals (`domain.md` B.17) and commands. Each
 * command has its own action; one permission may cover several. Rows are never rewritten, so a recorded name
 * never changes.
 */
const KINDS = {
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
  'company.open': 'access',
  'company.create': 'setting',
  'company.update': 'setting',
  'company.settings': 'setting',
  'company.close': 'access',
  'company.remove': 'access',
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
  'user.invite': 'access',
  'user.approve': 'access',
  'plan.add': 'trade',
  'plan.edit': 'trade',
  'plan.change': 'trade',
  'plan.remove': 'trade',
  'device.add': 'trade',
  'device.edit': 'trade',
  'device.change': 'trade',
  'device.remove': 'trade',
  'catalog.import': 'trade',
  'catalog.undo': 'trade',
  'catalog.settings': 'setting',
  'price.add': 'trade',
  'price.edit': 'trade',
  'price.remove': 'trade',
  'policy.withdraw': 'trade',
  'policy.publish': 'trade',
  'policy.price': 'trade',
  'policy.begin_draft': 'trade',
  'policy.delete_draft': 'trade',
  'policy.replay': 'trade',
  'policy.request_approval': 'trade',
  'policy.approve': 'trade',
  'policy.decline': 'trade',
  'policy.group': 'trade',
  'policy.edit': 'trade',
  'policy.supersede': 'trade',
  'policy.undo_succession': 'trade',
  'policy.target': 'trade',
  'policy.acknowledge': 'trade',
  'policy.remind': 'trade',
  'policy.call': 'trade',
  'notice.publish': 'trade',
  'notice.edit': 'trade',
  'notice.withdraw': 'trade',
  'notice.acknowledge': 'trade',
  'order.place': 'trade',
  'order.approve': 'trade',
  'order.reject': 'trade',
  'order.ship': 'trade',
  'order.complete': 'trade',
  'order.cancel': 'trade',
  'order.reveal': 'reveal',
  'order.read_attachment': 'reveal',
  'rebate.allocate': 'money',
  'rebate.distribute': 'money',
  'settlement.approve': 'money',
  'settlement.pay': 'money',
  'service.add': 'trade',
  'service.edit': 'trade',
  'service.record': 'trade',
  'package.add': 'trade',
  'package.edit': 'trade',
  'package.sell': 'money',
  'payment.record': 'money',
  'export.settlements': 'reveal',
  'export.audit': 'reveal',
  'export.impact': 'trade',
  'export.retry': 'reveal',
  'export.read': 'reveal',
  'customer.register': 'trade',
  'customer.edit': 'trade',
  'customer.remove': 'trade',
  'customer.read_health': 'reveal',
  'privacy.erase': 'reveal',
} as const satisfies Record<string, AuditKind>

export type AuditAction = keyof typeof KINDS

export const ACTIONS = Object.keys(KINDS) as AuditAction[]

const isAction = (action: string): action is AuditAction => Object.hasOwn(KINDS, action)

/** The kind of an event, from its action alone. Actions under retired names count as trade. */
export const kindOf = (action: string): AuditKind => (isAction(action) ? KINDS[action] : 'trade')

/** All actions of one kind. */
export const actionsOf = (kind: AuditKind): AuditAction[] =>
  ACTIONS.filter((action) => KINDS[action] === kind)

/** Today's name of a recorded action. Withdrawing a policy used to be recorded as publishing it. */
export const actionIn = (row: { action: string; facts: Record<string, unknown> }): string =>
  row.action === 'policy.publish' && row.facts.status === 'inactive'
    ? 'policy.withdraw'
    : row.action

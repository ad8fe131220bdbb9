import type { Grant, Role, Tier } from '#db/words.ts'
import type { Actor } from './actor.ts'

export type Grade = `${Tier}.${Role}`
const ADMINS = { hq: 'hq.admin', agency: 'agency.admin', retail: 'retail.admin' } as const
const of = (...tiers: Tier[]): Grade[] =>
  tiers.flatMap((tier) => [`${tier}.admin`, `${tier}.staff`] as const)
const adminsOf = (...tiers: Tier[]): Grade[] => tiers.map((tier) => ADMINS[tier])
const everyone = of('hq', 'agency', 'retail')
const admins = adminsOf('hq', 'agency', 'retail')
const staff: Grade[] = ['hq.staff', 'agency.staff', 'retail.staff']

/**
 * The whole table of `domain.md` D.1 as data: a row of it, or a group of rows that always go together,
 * under one name. `scope.ts` decides which records they reach.
 */
export const PERMISSIONS = {
  'me.read': everyone,
  // One's own profile, password, second factor, devices and tokens.
  'account.manage': everyone,

  'company.read': everyone,
  'company.create': adminsOf('hq', 'agency'),
  'company.update': admins,
  'company.close': adminsOf('hq'),
  'company.remove': adminsOf('hq'),
  'company.settings': adminsOf('hq'),
  'user.read': admins,
  'user.approve': admins,
  'user.invite': admins,
  'user.manage': admins,

  'plan.read': everyone,
  'plan.write': adminsOf('hq'),
  'price.read': everyone,
  'price.write': adminsOf('hq', 'agency'),
  'policy.read': everyone,
  'policy.preview': everyone,
  'policy.draft': adminsOf('hq'),
  'policy.publish': adminsOf('hq'),
  // What a draft would cost: only for those who may publish it.
  'policy.impact': adminsOf('hq'),
  'policy.target': adminsOf('hq'),
  // To confirm that one has read what HQ published, and to see who has: an agency for its shops.
  'policy.acknowledge': of('agency', 'retail'),
  'policy.reach': of('hq', 'agency'),
  'policy.history': of('hq'),
  // The amounts that HQ pays to agencies: shops never see them.
  'policy.gross.read': of('hq', 'agency'),
  'policy.price': adminsOf('agency'),
  // An agency's groups of shops; those of a headquarters belong to its targets.
  'group.read': of('agency'),
  'group.write': adminsOf('agency'),
  'form.write': adminsOf('hq'),
  'notice.read': everyone,
  'notice.write': adminsOf('hq'),
  'notice.acknowledge': of('agency', 'retail'),
  'notice.reach': of('hq'),
  'quote.ask': of('retail'),

  'rebate.allocate': adminsOf('hq'),
  'rebate.distribute': adminsOf('agency'),
  'rebate.revoke': adminsOf('hq', 'agency'),
  'rebate.read': everyone,

  'order.read': everyone,
  'order.place': of('retail'),
  'order.edit': of('retail'),
  'order.approve': adminsOf('hq'),
  'order.reject': adminsOf('hq'),
  'order.ship': of('hq'),
  'order.complete': of('hq'),
  'order.cancel': ['hq.admin', 'agency.admin', ...of('retail')],
  'order.request': of('agency', 'retail'),
  'order.decide': adminsOf('hq'),
  'order.memo': everyone,
  'order.attach': of('hq', 'retail'),
  'order.attachment.read': of('hq', 'retail'),
  'order.reveal': [],

  'settlement.read': everyone,
  'settlement.approve': adminsOf('hq', 'agency'),
  'settlement.hold': adminsOf('hq', 'agency'),
  'settlement.schedule': adminsOf('hq', 'agency'),
  'settlement.cancel': adminsOf('hq', 'agency'),
  'settlement.pay': adminsOf('hq', 'agency'),
  'clawback.read': everyone,
  'clawback.open': of('hq'),
  'clawback.propose': adminsOf('agency'),
  'clawback.decide': adminsOf('hq'),
  'grade.read': everyone,
  'grade.write': adminsOf('hq'),

  // Customers of one's own company (D.3, D.4); health by grant alone.
  'customer.read': everyone,
  'customer.write': everyone,
  'customer.delete': admins,
  'customer.health': [],
  'customer.manage': admins,
  'customer.analytics': admins,
  'customer.extension': adminsOf('hq'),
  'service.read': everyone,
  'service.record': everyone,
  'service.write': admins,
  'package.read': everyone,
  'package.write': admins,
  'package.sell': everyone,
  'payment.read': everyone,
  'payment.record': everyone,

  'export.read': everyone,
  'export.settlements': admins,
  'export.orders': everyone,
  'export.audit': adminsOf('hq'),
  'notification.read': everyone,
  'message.send': adminsOf('hq', 'agency'),
  'dashboard.read': everyone,
  'live.listen': everyone,
  'flag.manage': adminsOf('hq'),
  'audit.read': adminsOf('hq'),
} as const satisfies Record<string, readonly Grade[]>

export type Permission = keyof typeof PERMISSIONS

/**
 * Rows of D.1 that no route requires yet. They are decided but not reported, because the product does not
 * have them yet. A test fails when a permission is on this list and a route requires it.
 */
export const AHEAD: ReadonlySet<Permission> = new Set<Permission>([
  'policy.preview',
  'policy.gross.read',
  'form.write',
  'rebate.revoke',
  'order.edit',
  'order.request',
  'order.decide',
  'order.memo',
  'order.attach',
  'settlement.hold',
  'settlement.schedule',
  'settlement.cancel',
  'clawback.read',
  'clawback.open',
  'clawback.propose',
  'clawback.decide',
  'grade.read',
  'grade.write',
  'export.orders',
  'flag.manage',
  'customer.manage',
  'customer.analytics',
])

/** The permissions that a grant adds to those of the role. */
export const GRANTED: Partial<Record<Permission, { grant: Grant; to: readonly Grade[] }>> = {
  'order.reveal': { grant: 'pii.view', to: of('hq') },
  'customer.health': { grant: 'health.view', to: everyone },
  'customer.manage': { grant: 'customer.manage', to: staff },
  'customer.analytics': { grant: 'customer.analytics', to: staff },
  'settlement.pay': { grant: 'settlement.pay', to: ['hq.staff', 'agency.staff'] },
}

/** Permissions for money and prices: people with a second factor prove it again before these. */
export const STEP_UP: ReadonlySet<Permission> = new Set<Permission>([
  'policy.publish',
  'policy.target',
  'settlement.approve',
  'settlement.pay',
])
export const STEP_UP_SECONDS = 15 * 60

/** Permitted while a person must set up a second factor: to read their own profile and to set it up. */
const WHILE_OWED: ReadonlySet<Permission> = new Set<Permission>(['me.read', 'account.manage'])

/** Forbidden to programs, whatever their token allows: a token must not create another. */
const NEVER_BY_TOKEN: ReadonlySet<Permission> = new Set<Permission>(['account.manage'])

/** The reason: another tier, an admin's right, a missing grant, the token's scopes, or a second factor. */
export type Denial = 'tier' | 'role' | 'grant' | 'scope' | 'second_factor' | 'step_up'

type Asking = Pick<Actor, 'tier' | 'role'> &
  Partial<Pick<Actor, 'grants' | 'scopes' | 'factor' | 'provenAt'>>

/** The decision of the table alone for a grade and its grants. An unknown one is denied. */
function denialByTable({ tier, role, grants = [] }: Asking, permission: Permission) {
  const grades: readonly Grade[] = PERMISSIONS[permission] ?? []
  const grade: Grade = `${tier}.${role}`
  if (grades.includes(grade)) return undefined
  const granted = GRANTED[permission]
  if (granted?.to.includes(grade)) return grants.includes(granted.grant) ? undefined : 'grant'
  return grades.some((other) => other.startsWith(`${tier}.`)) ? 'role' : 'tier'
}

/** Why this actor may not do this now; undefined when they may. `now` in epoch milliseconds. */
export function denialOf(actor: Asking, permission: Permission, now: number): Denial | undefined {
  const denied = denialByTable(actor, permission)
  if (denied) return denied
  const { scopes, factor, provenAt = 0 } = actor
  if (scopes && (!scopes.includes(permission) || NEVER_BY_TOKEN.has(permission))) return 'scope'
  // This includes programs: a token older than the rule must not avoid what the rule requires of its owner.
  if (factor === 'owed' && !WHILE_OWED.has(permission)) return 'second_factor'
  // A token has no device on which to prove a factor again; its owner proved it to create the token.
  const isOld = !scopes && now - provenAt > STEP_UP_SECONDS * 1000
  if (factor === 'held' && STEP_UP.has(permission) && isOld) return 'step_up'
  return undefined
}

/** Whether the table, a grant or a token's scope permits this, apart from a factor that must be proven. */
export const may = (actor: Asking, permission: Permission): boolean => {
  if (denialByTable(actor, permission)) return false
  return actor.scopes?.includes(permission) ?? true
}

/** The permissions that the product has today. */
const TODAY = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => !AHEAD.has(name))

/** All permissions of this actor; the site hides the others. A factor that must be proven hides nothing. */
export const permissionsOf = (actor: Asking): Permission[] =>
  TODAY.filter((permission) => {
    const denial = denialOf(actor, permission, 0)
    return denial === undefined || denial === 'step_up'
  })

/** Every permission with its reason: granted by what, or why denied. */
export const explain = (actor: Asking, now: number) =>
  TODAY.map((permission) => {
    const denial = denialOf(actor, permission, now)
    const granted = GRANTED[permission]
    const grades: readonly Grade[] = PERMISSIONS[permission]
    const byRole = grades.includes(`${actor.tier}.${actor.role}`)
    return {
      permission,
      allowed: denial === undefined,
      by: denial ? null : byRole ? ('role' as const) : ('grant' as const),
      denial: denial ?? null,
      grant: granted?.grant ?? null,
    }
  })

/** HQ admins and people who settle money: `privileged` in the rules of a tree. */
export const isPrivileged = (person: Pick<Actor, 'tier' | 'role' | 'grants'>): boolean =>
  (person.tier === 'hq' && person.role === 'admin') ||
  may(person, 'settlement.approve') ||
  may(person, 'settlement.pay')

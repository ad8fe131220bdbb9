import type { Grant, Role, Tier } from '#db/words.ts'
import type { Actor } from './actor.ts'

export type Grade = `${Tier}.${Role}`
const ADMINS = { hq: 'hq.admin', agency: 'agency.admin', retail: 'retail.admin' } as const
const of = (...tiers: Tier[]): Grade[] =>
  tiers.flatMap((tier) => [`${tier}.admin`, `${tier}.staff`] as const)
const adminsOf = (...tiers: Tier[]): Grade[] => tiers.map((tier) => ADMINS[tier])
const everyone = of('hq', 'agency', 'retail')
const admins = adminsOf('hq', 'agency', 'retail')

/**
 * Who may ask for what: the whole table of `domain.md` D.1 as data, a row of it or a group of rows
 * that always go together under one name. Which records they then reach is `scope.ts`.
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
  'policy.target': adminsOf('hq'),
  // What HQ pays an agency: never a shop's to see.
  'policy.gross.read': of('hq', 'agency'),
  'policy.price': adminsOf('agency'),
  'form.write': adminsOf('hq'),
  'notice.read': everyone,
  'notice.write': adminsOf('hq'),
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
 * Rows of D.1 that no route asks for yet. They are decided, and not told of: nobody is promised what the
 * product cannot do. A test takes a permission off this list as soon as a route asks for it.
 */
export const AHEAD: ReadonlySet<Permission> = new Set<Permission>([
  'plan.write',
  'price.read',
  'price.write',
  'policy.preview',
  'policy.draft',
  'policy.target',
  'policy.gross.read',
  'form.write',
  'notice.read',
  'notice.write',
  'rebate.revoke',
  'order.edit',
  'order.request',
  'order.decide',
  'order.memo',
  'order.attach',
  'order.attachment.read',
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
  'message.send',
  'flag.manage',
])

/** What a grant opens to those whose role alone does not. */
export const GRANTED: Partial<Record<Permission, { grant: Grant; to: readonly Grade[] }>> = {
  'order.reveal': { grant: 'pii.view', to: of('hq') },
  'settlement.pay': { grant: 'settlement.pay', to: ['hq.staff', 'agency.staff'] },
}

/** Money and prices: whoever holds a second factor shows it again before these. */
export const STEP_UP: ReadonlySet<Permission> = new Set<Permission>([
  'policy.publish',
  'settlement.approve',
  'settlement.pay',
])
export const STEP_UP_SECONDS = 15 * 60

/** What is still possible while a second factor is owed: to see who one is and to set it up. */
const WHILE_OWED: ReadonlySet<Permission> = new Set<Permission>(['me.read', 'account.manage'])

/** What no program may do, whatever its token says: a token must not make another. */
const NEVER_BY_TOKEN: ReadonlySet<Permission> = new Set<Permission>(['account.manage'])

/** Why not: another tier's, an admin's, a grant is missing, the token was not given it, or a second factor. */
export type Denial = 'tier' | 'role' | 'grant' | 'scope' | 'second_factor' | 'step_up'

type Asking = Pick<Actor, 'tier' | 'role'> &
  Partial<Pick<Actor, 'grants' | 'scopes' | 'factor' | 'provenAt'>>

/** What the table alone says of a grade and its grants. Unknown means no. */
function denialByTable({ tier, role, grants = [] }: Asking, permission: Permission) {
  const grades: readonly Grade[] = PERMISSIONS[permission] ?? []
  const grade: Grade = `${tier}.${role}`
  if (grades.includes(grade)) return undefined
  const lent = GRANTED[permission]
  if (lent?.to.includes(grade)) return grants.includes(lent.grant) ? undefined : 'grant'
  return grades.some((other) => other.startsWith(`${tier}.`)) ? 'role' : 'tier'
}

/** Why this actor may not do this now; undefined when it may. `now` in epoch milliseconds. */
export function denialOf(actor: Asking, permission: Permission, now: number): Denial | undefined {
  const denied = denialByTable(actor, permission)
  if (denied) return denied
  const { scopes, factor, provenAt = 0 } = actor
  if (scopes && (!scopes.includes(permission) || NEVER_BY_TOKEN.has(permission))) return 'scope'
  // Programs too: a token from before the rule must not outlast what the rule asks of its owner.
  if (factor === 'owed' && !WHILE_OWED.has(permission)) return 'second_factor'
  // A token has no device on which a factor could be shown again; whoever holds one showed it to make it.
  const isOld = !scopes && now - provenAt > STEP_UP_SECONDS * 1000
  if (factor === 'held' && STEP_UP.has(permission) && isOld) return 'step_up'
  return undefined
}

/** Whether the table, a grant or a token's scope gives this to the actor, whatever it has yet to show. */
export const may = (actor: Asking, permission: Permission): boolean => {
  if (denialByTable(actor, permission)) return false
  return actor.scopes?.includes(permission) ?? true
}

/** What there is to do today. */
const TODAY = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => !AHEAD.has(name))

/** Everything this actor may do; the site hides what is not in it. A factor still to be shown hides nothing. */
export const permissionsOf = (actor: Asking): Permission[] =>
  TODAY.filter((permission) => {
    const denial = denialOf(actor, permission, 0)
    return denial === undefined || denial === 'step_up'
  })

/** Every permission with its reason: what may be done, by what, or why not. */
export const explain = (actor: Asking, now: number) =>
  TODAY.map((permission) => {
    const denial = denialOf(actor, permission, now)
    const lent = GRANTED[permission]
    const grades: readonly Grade[] = PERMISSIONS[permission]
    const byRole = grades.includes(`${actor.tier}.${actor.role}`)
    return {
      permission,
      allowed: denial === undefined,
      by: denial ? null : byRole ? ('role' as const) : ('grant' as const),
      denial: denial ?? null,
      grant: lent?.grant ?? null,
    }
  })

/** Whoever settles money or leads a headquarters: the people that a tree's rule means by `privileged`. */
export const isPrivileged = (person: Pick<Actor, 'tier' | 'role' | 'grants'>): boolean =>
  (person.tier === 'hq' && person.role === 'admin') ||
  may(person, 'settlement.approve') ||
  may(person, 'settlement.pay')

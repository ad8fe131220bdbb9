import type { Role, Tier } from '#db/words.ts'

type Grade = `${Tier}.${Role}`
const ADMINS = { hq: 'hq.admin', agency: 'agency.admin', retail: 'retail.admin' } as const
const of = (...tiers: Tier[]): Grade[] =>
  tiers.flatMap((tier) => [`${tier}.admin`, `${tier}.staff`] as const)
const adminsOf = (...tiers: Tier[]): Grade[] => tiers.map((tier) => ADMINS[tier])
const everyone = of('hq', 'agency', 'retail')

/** Who may ask for what (`domain.md` D.1). Which rows they then see is `scope.ts`. */
export const PERMISSIONS = {
  'me.read': everyone,
  'company.read': everyone,
  'plan.read': everyone,
  'policy.read': everyone,
  'policy.publish': adminsOf('hq'),
  'policy.price': adminsOf('agency'),
  'quote.ask': of('retail'),
  'rebate.allocate': adminsOf('hq'),
  'rebate.distribute': adminsOf('agency'),
  'rebate.read': everyone,
  'order.read': everyone,
  'order.place': of('retail'),
  'order.approve': adminsOf('hq'),
  'order.reject': adminsOf('hq'),
  'order.ship': of('hq'),
  'order.complete': of('hq'),
  'order.cancel': ['hq.admin', 'agency.admin', ...of('retail')],
  'settlement.read': everyone,
  'settlement.approve': adminsOf('hq', 'agency'),
  'settlement.pay': adminsOf('hq', 'agency'),
  'export.settlements': ['hq.admin', 'agency.admin', 'retail.admin'],
  'export.read': everyone,
  'notification.read': everyone,
  'dashboard.read': everyone,
  'live.listen': everyone,
} as const satisfies Record<string, readonly Grade[]>

export type Permission = keyof typeof PERMISSIONS

/** Unknown means no. */
export const may = (actor: { tier: Tier; role: Role }, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Grade[] | undefined)?.includes(
    `${actor.tier}.${actor.role}`,
  ) ?? false

/** Everything this tier and role may do; the site hides what is not in it. */
export const permissionsOf = (actor: { tier: Tier; role: Role }): Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(actor, permission))
